import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import type { JsonObject } from '../../src/model/json.ts';
import { applyOperation } from '../../src/sandbox/patch/apply-operation.ts';
import { draftMembers } from '../../src/sandbox/patch/member-draft.ts';
import { updateResource } from '../../src/sandbox/resources/change-resource.ts';
import { serviceOf } from '../../src/sandbox/service-of-rules.ts';
import { GENERIC } from '../../src/sandbox/services/generic.ts';
import { createStore, membersOf, mutate, type Store, type StoredResource } from '../../src/sandbox/store/store.ts';
import { connect, resourcesIn } from './support.ts';

const NOW = '2026-01-01T00:00:00Z';

function resource(type: 'User' | 'Group', id: string, attributes: JsonObject): StoredResource {
  return { type, id, attributes, hasPassword: false, created: NOW, lastModified: NOW, version: 1 };
}

/** A store with one group of so many members. */
function storeWith(members: number): { readonly store: Store; readonly group: StoredResource } {
  const store = createStore(serviceOf(GENERIC));
  const ids = Array.from({ length: members }, (_, index) => `u${index}`);
  for (const id of [...ids, 'new']) mutate(store, { kind: 'put', resource: resource('User', id, { userName: id }) });
  const group = resource('Group', 'g', { displayName: 'All' });
  mutate(store, { kind: 'put', resource: group });
  mutate(store, { kind: 'members', id: 'g', add: ids, remove: [] });
  return { store, group };
}

/** A set that counts how often it is gone through. */
class CountingSet extends Set<string> {
  walks = 0;

  override [Symbol.iterator](): SetIterator<string> {
    this.walks += 1;
    return super[Symbol.iterator]();
  }
}

/** Adds one member and removes another. */
function change({ store, group }: ReturnType<typeof storeWith>, base = membersOf(store, 'g')): void {
  const type = store.service.types.Group;
  const context = {
    type,
    rules: store.service.rules.patch,
    resource: group,
    representMember: (id: string) => ({ value: id }),
  };
  const start = { attributes: group.attributes, hasPassword: false, setsPassword: false, members: draftMembers(base) };
  const added = applyOperation(context, start, { op: 'add', path: 'members', value: [{ value: 'new' }] });
  const removed = applyOperation(context, added, { op: 'remove', path: 'members[value eq "u7"]', value: undefined });
  const { mutations } = updateResource(store, group, removed);
  assert.deepEqual(mutations.at(-1), { kind: 'members', id: 'g', add: ['new'], remove: ['u7'] });
}

describe('the cost of the sandbox', () => {
  it('of a change of members does not depend on how many there are', () => {
    const large = storeWith(100_000);
    const counting = new CountingSet(membersOf(large.store, 'g'));
    change(large, counting);
    assert.equal(counting.walks, 0);

    const small = storeWith(100);
    const time = (of: typeof small): number => {
      const start = performance.now();
      for (let n = 0; n < 2000; n += 1) change(of);
      return performance.now() - start;
    };
    time(small);
    const ratio = time(large) / time(small);
    assert.ok(ratio < 20, `1000 times the members cost ${ratio.toFixed(1)} times as much`);
  });

  it('of reading 10,000 users page by page grows with the number of pages only', async () => {
    const Users = Array.from({ length: 10_000 }, (_, index) => ({ userName: `user${index}`, active: true }));
    const service = await connect({ seed: { Users } });
    const read = async (parameters: string): Promise<number> => {
      let seen = 0;
      for (let startIndex = 1; startIndex <= 10_000; startIndex += 500) {
        const page = await service.call('GET', `/Users?startIndex=${startIndex}&count=500&${parameters}`);
        seen += resourcesIn(page).length;
      }
      return seen;
    };
    const start = performance.now();
    const seen = [await read(''), await read('filter=active eq true'), await read('sortBy=userName')];
    const elapsed = performance.now() - start;
    await service.close();
    assert.deepEqual(seen, [10_000, 10_000, 10_000]);
    assert.ok(elapsed < 10_000, `took ${elapsed.toFixed(0)} ms`);
  });

  it('of asking for the groups of each user does not depend on how many members the groups have', async () => {
    const Users = Array.from({ length: 20_000 }, (_, index) => ({ id: `u${index}`, userName: `user${index}` }));
    const members = Users.map(({ id }) => ({ value: id }));
    const service = await connect({ seed: { Users, Groups: [{ id: 'g', displayName: 'All', members }] } });
    const start = performance.now();
    for (let index = 0; index < 200; index += 1) {
      const path = `/Groups?filter=members.value eq "u${index}"&attributes=displayName`;
      assert.equal((await service.call('GET', path)).body['totalResults'], 1);
    }
    const elapsed = performance.now() - start;
    await service.close();
    // Going through 20,000 members for each of 200 requests takes many times as long.
    assert.ok(elapsed < 3000, `took ${elapsed.toFixed(0)} ms`);
  });
});
