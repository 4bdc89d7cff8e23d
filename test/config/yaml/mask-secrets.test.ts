import assert from 'node:assert/strict';
import { renderDiagnostics } from '../../../src/render/diagnostics/diagnostics-text.ts';
import { PLAIN } from '../../../src/render/text/style.ts';
import { load } from '../temporary-project.ts';

const SECRET = 'Tr0ub4dor';

/** Slips that keep a password from being recognised as one, or the file from being read at all. */
const SLIPS = [
  `password: ${SECRET}`,
  `password: "${SECRET}`,
  `password: '${SECRET}`,
  `password:${SECRET}`,
  `password : ${SECRET}`,
  `pasword: ${SECRET}`,
  `passwo'rd: ${SECRET}`,
  `Password: [${SECRET}]`,
  `password: { value: ${SECRET} }`,
  `password: {value: ${SECRET}`,
  `password: *${SECRET}`,
  `password: !${SECRET}`,
  `password: @${SECRET}`,
  `password: ${SECRET}: x`,
  `password: |\n      ${SECRET}`,
  `password:\n      ${SECRET}`,
  `password: >-\n      ${SECRET}\n    titel: x`,
  `clientSecret: ${SECRET}`,
  `token: ${SECRET}`,
];

describe('a secret that stands in a file', () => {
  for (const slip of SLIPS) {
    it(`is not shown where somebody writes ${JSON.stringify(slip)}`, async () => {
      const { diagnostics, files } = await load({
        'users/a.yaml': `users:\n  - userName: ada@example.com\n    ${slip}\n    tilte: x\n`,
      });
      assert.notEqual(diagnostics.length, 0);
      const printed = renderDiagnostics(diagnostics, files, PLAIN);
      assert.ok(!printed.includes(SECRET), printed);
    });
  }

  it('leaves the places of everything else as they are', async () => {
    const text = `users:\n  - { userName: ada@example.com, password: ${SECRET}, tilte: x }\n`;
    const { files } = await load({ 'users/a.yaml': text });
    assert.equal(files.get('users/a.yaml'), text.replace(SECRET, '*'.repeat(SECRET.length)));
  });

  it('leaves references and URLs readable', async () => {
    const text = `users:\n  - userName: ada@example.com\n    password: "\${env:ADA}" # set by CI\n    tokenUrl: https://example.com\n`;
    const { files } = await load({ 'users/a.yaml': text });
    assert.equal(files.get('users/a.yaml'), text);
  });
});
