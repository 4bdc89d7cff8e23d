import assert from 'node:assert/strict';
import { profileOf } from '../../../src/cli/service/profile-of.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';

describe('the profile of a project', () => {
  it('is the one that it names, with its overrides', () => {
    const settings = { profile: 'generic', auth: { kind: 'none' }, dialect: { patch: { alone: ['active'] } } } as const;
    assert.deepEqual(profileOf(settings), { ...GENERIC, patch: { ...GENERIC.patch, alone: ['active'] } });
  });
});
