import assert from 'node:assert/strict';
import { managedAttributes } from '../../src/directory/managed-attributes.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { type DirectoryServer, startDirectoryServer } from '../support/directory-server.ts';
import { declaredPerson, people, project, teams } from '../support/people.ts';
import { readFor, readingProfile } from '../support/reading.ts';

const profile = readingProfile({ filtersFoldCase: { User: true, Group: true } });

/** A project of one user that owns what these filters match. */
function owning(users: string, groups: string): Configuration {
  const pointer = { file: 'rollcall.yaml', path: [] };
  const owned = (scope: string) =>
    ({ scope, undeclared: 'report', scopePointer: pointer, undeclaredPointer: pointer }) as const;
  return { ...project([declaredPerson(1)], []), ownership: { User: owned(users), Group: owned(groups) } };
}

describe('a scope', () => {
  let server: DirectoryServer | undefined;
  afterEach(() => server?.close());

  it('has all resources listed, however few are declared', async () => {
    server = await startDirectoryServer({ users: people(100), groups: teams(100) });
    const { users, groups } = await readFor(owning('userName pr', 'displayName pr'), server.url, profile);
    assert.deepEqual([users.length, groups.length], [100, 100]);
    await server.close();
    server = await startDirectoryServer({ users: people(100), groups: teams(100) });
    const few = await readFor(project([declaredPerson(1)], []), server.url, profile);
    assert.ok(few.users.length < 100 && few.groups.length < 100);
  });

  it('that depends on members has groups read with them', async () => {
    server = await startDirectoryServer({ users: people(3), groups: teams(3) });
    const { groups } = await readFor(owning('userName pr', 'members.value eq "u1"'), server.url, profile);
    assert.ok(groups.every(({ members }) => Array.isArray(members)));
  });

  it('has the attributes asked for that it names, in schema spelling', () => {
    assert.deepEqual(managedAttributes(owning('Enterprise.Division eq "A" and title pr', 'members pr')), {
      User: ['userName', 'active', `${ENTERPRISE_USER_SCHEMA}:division`, 'title'],
      Group: ['displayName', 'members'],
    });
  });
});
