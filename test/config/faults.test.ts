import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { validateProject } from '../../src/config/check/validate-project.ts';
import { renderDiagnosticsForGithub } from '../../src/render/diagnostics/diagnostics-github.ts';
import { renderDiagnostics } from '../../src/render/diagnostics/diagnostics-text.ts';
import { PLAIN } from '../../src/render/text/style.ts';
import { assertGolden } from '../support/golden.ts';

const FAULTS = fileURLToPath(new URL('faults/', import.meta.url));

/** The folder's own path differs between machines, so it stands as DIR in what is expected. */
async function printed(name: string): Promise<string> {
  const dir = `${FAULTS}${name}`;
  const { configuration, diagnostics, files } = await validateProject({
    dir,
    variables: {},
    now: new Date('2027-01-01T00:00:00Z'),
  });
  assert.notEqual(diagnostics.length, 0, 'a faulty project must be reported');
  const faulty = diagnostics.some(({ severity, code }) => severity === 'error' && code !== 'RC1601');
  assert.equal(configuration === undefined, faulty, 'only a project without errors has a configuration');
  const portable = diagnostics.map(({ detail = '', ...rest }) => ({ ...rest, detail: detail.replaceAll(dir, 'DIR') }));
  const annotations = renderDiagnosticsForGithub(diagnostics, '').trimEnd().split('\n');
  assert.equal(annotations.length, diagnostics.length);
  assert.ok(annotations.every((line) => /^::(?:error|warning|notice) (?:file=|title=)/.test(line)));
  return renderDiagnostics(portable, files, PLAIN);
}

/**
 * Each folder is a project with the fault that its name tells; expected.txt holds what is printed about it.
 * `npm run golden` writes the files anew: read the difference before it is committed.
 */
describe('faulty projects', () => {
  for (const name of readdirSync(FAULTS).sort()) {
    it(`${name.replaceAll('-', ' ')} is explained`, async () => {
      const path = `${FAULTS}${name}/expected.txt`;
      assertGolden(await printed(name), path);
    });
  }
});
