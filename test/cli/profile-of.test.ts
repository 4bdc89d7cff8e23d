import assert from 'node:assert/strict';
import { profileOf } from '../../src/cli/profile-of.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { GENERIC } from '../../src/profiles/generic.ts';

function settings(dialect: JsonObject) {
  return { profile: 'generic', auth: { kind: 'none' }, dialect } as const;
}

describe('the profile of a project', () => {
  it('is the one that it names', () => {
    assert.deepEqual(profileOf(settings({})), GENERIC);
  });

  it('takes overrides of single values', () => {
    const profile = profileOf(settings({ read: { pageSize: 25 }, patch: { alone: ['active'] } }));
    assert.deepEqual(profile, { ...GENERIC, read: { pageSize: 25 }, patch: { ...GENERIC.patch, alone: ['active'] } });
  });

  it('refuses overrides of what is not there or is something else', () => {
    for (const [dialect, message] of [
      [{ read: { pagesize: 25 } }, /service\.dialect\.read\.pagesize .* there are pageSize/u],
      [{ read: { pageSize: '25' } }, /service\.dialect\.read\.pageSize .* must be a number/u],
      [{ foldsCase: 'emails' }, /service\.dialect\.foldsCase .* must be a list/u],
      [{ patch: null }, /service\.dialect\.patch .* must be a map/u],
    ] as const) {
      assert.throws(
        () => profileOf(settings(dialect)),
        (error) => error instanceof UsageError && message.test(error.message),
      );
    }
  });
});
