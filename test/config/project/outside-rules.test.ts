import assert from 'node:assert/strict';
import { mkdir, symlink } from 'node:fs/promises';
import { validateProject } from '../../../src/config/check/validate-project.ts';
import { NotAllowedError } from '../../../src/config/doors/not-allowed-error.ts';
import type { Project } from '../../../src/config/load-project.ts';
import { inFolder, PROJECT } from '../temporary-project.ts';

const PEOPLE = 'users: [{ userName: ada@example.com, title: Analyst }]\n';

/** Validates a project in a repository, with the rules beside it. */
function validated(settings: string, rules: string, path = '../rules.yaml'): Promise<Project> {
  return inFolder(
    { 'repository/rollcall.yaml': PROJECT + settings, 'repository/users/a.yaml': PEOPLE, 'rules.yaml': rules },
    async (dir) => {
      await mkdir(`${dir}/repository/.git`);
      await symlink('../rules.yaml', `${dir}/repository/linked.yaml`);
      await symlink('repository/users/a.yaml', `${dir}/inside.yaml`);
      process.env['ROLLCALL_RULES'] = `${dir}/repository/${path}`;
      try {
        return await validateProject({ dir: `${dir}/repository`, variables: {}, now: new Date('2027-01-01') });
      } finally {
        delete process.env['ROLLCALL_RULES'];
      }
    },
  );
}

describe('rules from outside of a project', () => {
  it('hold besides those of the project, and neither weakens the other', async () => {
    const project = 'guards: { maxRemovals: 90%, maxChanges: 1, protect: ["user:a*"] }\n';
    const rules = 'guards: { maxRemovals: 5%, protect: ["user:b*"] }\n';
    const { configuration } = await validated(project, rules);
    assert.deepEqual(configuration?.guards, {
      maxRemovals: '90%',
      maxChanges: 1,
      maxMemberRemovals: '50%',
      protect: ['user:a*', 'user:b*'],
      sensitive: [],
      outside: { maxRemovals: '5%' },
    });
  });

  it('may be policies, and a violation is told where it stands', async () => {
    const { diagnostics } = await validated('', 'policies: [{ name: no titles, users: title pr, forbid: title }]\n');
    assert.deepEqual(
      diagnostics.map(({ code, span }) => [code, span?.file]),
      [['RC1601', 'users/a.yaml']],
    );
  });

  it('may be restrictions, which hold besides those of the project', async () => {
    const opened = 'restrictions: [{ files: "**", attributes: "*" }]\n';
    const byTitle = await validated(opened, 'restrictions: [{ files: "users/**", attributes: [displayName] }]\n');
    const byPath = await validated(opened, 'restrictions: [{ files: "groups/**" }]\n');
    const byName = await validated(opened, `restrictions: [{ files: "**", users: 'userName sw "b"' }]\n`);
    const places = [byTitle, byPath, byName].flatMap(({ diagnostics }) =>
      diagnostics.map(({ code, span }) => [code, span?.file]),
    );
    assert.deepEqual(places, [
      ['RC1441', 'users/a.yaml'],
      ['RC1440', 'users/a.yaml'],
      ['RC1442', 'users/a.yaml'],
    ]);
  });

  it('are refused where they are wrong, cannot be read or lie in the working tree, also by a link', async () => {
    const refused = [
      ['guards: { maxRemovals: often }', '../rules.yaml', /maxRemovals|number/],
      ['service: { profile: okta }', '../rules.yaml', /"service" does not belong there/],
      ['policies: [', '../rules.yaml', /is wrong/],
      [`policies: [{ name: "\${var:domain}", users: title pr, forbid: title }]`, '../rules.yaml', /domain/],
      ['restrictions: [{ files: "**", users: userName is x }]', '../rules.yaml', /is wrong/],
      ['guards: {}', '../missing.yaml', /cannot be read/],
      ['guards: {}', 'users/a.yaml', /lies in the working tree/],
      ['guards: {}', '../inside.yaml', /lies in the working tree/],
      ['guards: {}', '..', /is no file/],
    ] as const;
    for (const [rules, path, reason] of refused) {
      await assert.rejects(validated('variables: { domain: x }\n', `${rules}\n`, path), (error) => {
        assert.ok(error instanceof NotAllowedError, path);
        assert.match([error.message, ...error.reasons].join('\n'), reason);
        return true;
      });
    }
    assert.ok((await validated('', 'guards: {}\n', 'linked.yaml')).configuration, 'where a link leads out is out');
  });
});
