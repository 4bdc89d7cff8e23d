import assert from 'node:assert/strict';
import { pullDirectory, tellLeftOut } from '../../../src/cli/pull/pull-directory.ts';
import type { Service } from '../../../src/cli/service/service.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { fakeTerminal } from '../../support/cli-terminal.ts';

describe('telling what pull leaves out', () => {
  it('prints nothing that a terminal would obey or hide, wherever it comes from', () => {
    const evil = '\u001b[2J\u0007\r\u202e\u2066\u200b\u2028\u0085';
    const { terminal, stderr } = fakeTerminal({ tty: false });
    const twins = ['1', '2'].map((id) => ({ id, userName: `u${evil}` }));
    const groups = [{ id: 'g', displayName: `g${evil}` }];
    const directory = { users: twins, groups, schemas: [], unreadableMembers: new Map([['g', `because of ${evil}`]]) };
    const service: Pick<Service, 'profile' | 'target'> = { profile: GENERIC, target: 'https://scim.example.com' };
    const pulling = pullDirectory(directory, service as Service, []);
    assert.deepEqual([...pulling.users, ...pulling.groups], []);
    tellLeftOut(pulling.leftOut, terminal);
    assert.match(stderr(), /! user:u␛\[2J.* is left out: of its userName: it holds control characters\./u);
    assert.match(stderr(), /! the members of group:g.* are left out: because of/u);
    assert.doesNotMatch(stderr().replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});
