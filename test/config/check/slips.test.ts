import assert from 'node:assert/strict';
import fc from 'fast-check';
import { validateProject } from '../../../src/config/check/validate-project.ts';
import { renderDiagnosticsForGithub } from '../../../src/render/diagnostics/diagnostics-github.ts';
import { renderDiagnostics } from '../../../src/render/diagnostics/diagnostics-text.ts';
import { PLAIN } from '../../../src/render/text/style.ts';
import { inFolder } from '../temporary-project.ts';

const FILES = {
  'rollcall.yaml': `service:
  profile: genesys-cloud
  region: us-east-1
  auth: { clientId: "\${env:A}", clientSecret: "\${env:B}" }
resources: ["users/*", "groups/*"]
variables: { domain: example.com }
defaults: { user: { active: true } }
policies:
  - { name: A, users: 'userType eq "Agent"', require: [title], severity: warning }
  - { name: B, exclusive: [Payments, Approvals] }
`,
  'users/a.yaml': `users:
  - userName: ada@\${var:domain}
    emails: [{ value: ada@example.com, type: work, primary: true }]
    enterprise: { department: Research, manager: bob@example.com }
    $previously: a@example.com
`,
  'users/b.csv': 'userName,name.givenName,emails[work]\nbob@example.com,Bob,"b@example.com"\n',
  'groups/a.yaml': `groups:
  - displayName: Payments
    $memberRule: 'title eq "Clerk" and active eq true'
    members: [ada@example.com, { group: Approvals }]
  - { displayName: Approvals }
`,
};

const slip = fc.record({
  file: fc.constantFrom(...(Object.keys(FILES) as (keyof typeof FILES)[])),
  at: fc.nat(400),
  length: fc.nat(6),
  inserted: fc.constantFrom(
    '',
    ' ',
    '\n',
    '"',
    "'",
    '{',
    '[',
    ']',
    ',',
    ':',
    ': ',
    '- ',
    '&',
    '*a',
    '!x',
    '#',
    '$',
    '${',
    '\u0000',
    '7',
    'x',
    '\t',
    '|',
    'é',
    '<<: ',
  ),
});

describe('a slip in a project', () => {
  it('is explained at a place that exists, and never a bug of the program', async () => {
    await fc.assert(
      fc.asyncProperty(slip, async ({ file, at, length, inserted }) => {
        const text = FILES[file];
        const start = at % text.length;
        const slipped = { ...FILES, [file]: text.slice(0, start) + inserted + text.slice(start + length) };
        await inFolder(slipped, async (dir) => {
          const { configuration, diagnostics, files } = await validateProject({ dir, variables: {} });
          assert.ok(configuration !== undefined || diagnostics.length > 0);
          for (const { span } of diagnostics) {
            const lines = span === undefined ? [] : (files.get(span.file) ?? '').split('\n');
            assert.ok(span === undefined || span.start.line <= lines.length, JSON.stringify(span));
          }
          renderDiagnosticsForGithub(diagnostics, '');
          assert.doesNotMatch(renderDiagnostics(diagnostics, files, PLAIN), /undefined|\[object/);
        });
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});
