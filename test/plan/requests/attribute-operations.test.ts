import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/model/json.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { planOf, requestLines } from '../../support/planning.ts';

describe('the operations of a multi-valued attribute', () => {
  it('replace the whole where a new element could be taken for one that stays, being the same but for letter case', () => {
    const plan = planOf({
      users: [{ attributes: { userName: 'ada', roles: [{ value: 'admin' }, { value: 'Admin', type: 'work' }] } }],
      current: { users: [{ id: '1', userName: 'ada', roles: [{ value: 'admin', type: 'work' }] }] },
    });
    assert.deepEqual(requestLines(plan), [
      'PATCH /Users/1 replace roles [{"type":"work","value":"admin"},{"value":"Admin","type":"work"}]',
    ]);
  });

  it('add elements without what is declared to be unassigned', () => {
    const plan = planOf({
      users: [{ attributes: { userName: 'ada', roles: [{ value: 'admin', type: null }] } }],
      current: { users: [{ id: '1', userName: 'ada' }] },
    });
    assert.deepEqual(requestLines(plan), ['PATCH /Users/1 add roles [{"value":"admin"}]']);
  });

  it('take an element without type and one whose type is cleared for the same', () => {
    const plan = planOf({
      users: [{ attributes: { userName: 'ada', roles: [{ value: 'admin' }, { value: 'Admin', type: null }] } }],
      current: { users: [{ id: '1', userName: 'ada', roles: [{ value: 'admin' }] }] },
    });
    assert.deepEqual(requestLines(plan), ['PATCH /Users/1 replace roles [{"value":"admin"},{"value":"Admin"}]']);
  });

  it('replace the whole where only a filter with escapes could select an element, since services differ in them', () => {
    for (const value of ['a"b', 'a\\b', 'tab\t', 'a\u2028b']) {
      const plan = planOf({
        users: [{ attributes: { userName: 'ada', ims: [{ value: 'kept' }] } }],
        current: { users: [{ id: '1', userName: 'ada', ims: [{ value }, { value: 'kept' }] }] },
      });
      assert.deepEqual(requestLines(plan), ['PATCH /Users/1 replace ims [{"value":"kept"}]']);
    }
  });

  it('never select an element by what they change, which some services refuse', () => {
    const phoneNumbers = [{ value: '+14155550100' }, { value: '+14155550101', type: 'work' }];
    const planned = (list: readonly JsonObject[]) =>
      requestLines(
        planOf({
          users: [{ attributes: { userName: 'ada', phoneNumbers: list } }],
          current: { users: [{ id: '1', userName: 'ada', phoneNumbers }] },
        }),
      );
    assert.deepEqual(planned([{ value: '+14155550100' }, { value: '+14155550101', type: 'home' }]), [
      'PATCH /Users/1 replace phoneNumbers[value eq "+14155550101"].type "home"',
    ]);
    assert.deepEqual(planned([{ value: '+14155550100' }, { value: '+14155550102', type: 'work' }]), [
      'PATCH /Users/1 replace phoneNumbers[type eq "work"].value "+14155550102"',
    ]);
  });

  it('replace the whole where two new elements are the same but for letter case', () => {
    const plan = planOf({
      users: [{ attributes: { userName: 'ada', roles: [{ value: 'admin' }, { value: 'Admin' }] } }],
      current: { users: [{ id: '1', userName: 'ada' }] },
    });
    assert.deepEqual(requestLines(plan), ['PATCH /Users/1 replace roles [{"value":"Admin"},{"value":"admin"}]']);
  });
});

describe('the operations of a complex attribute', () => {
  const PATHLESS = { ...GENERIC, patch: { ...GENERIC.patch, form: 'pathless' } } as const;
  const name = { givenName: null, familyName: 'King' };
  const current = { users: [{ id: '1', userName: 'ada', name: { givenName: 'Ada', middleName: 'A.' } }] };

  it('clear one sub-attribute and leave undeclared ones alone, even where nothing else is declared', () => {
    const plan = planOf({ users: [{ attributes: { userName: 'ada', name: { givenName: null } } }], current });
    assert.deepEqual(requestLines(plan), ['PATCH /Users/1 remove name.givenName']);
  });

  it('leave an attribute alone where what is to be cleared is not there', () => {
    const plan = planOf({ users: [{ attributes: { userName: 'ada', name: { familyName: null } } }], current });
    assert.deepEqual(requestLines(plan), []);
  });

  it('remove by path what goes where the attribute is replaced whole, since services keep what is not named', () => {
    const plan = planOf({ users: [{ attributes: { userName: 'ada', name } }], current, profile: PATHLESS });
    assert.deepEqual(requestLines(plan), [
      'PATCH /Users/1 remove name.givenName',
      'PATCH /Users/1 replace {"name":{"middleName":"A.","familyName":"King"}}',
    ]);
  });

  it('remove only what is declared, also where that is all there is', () => {
    const plan = planOf({
      users: [{ attributes: { userName: 'ada', name: { givenName: null, middleName: null } } }],
      current,
      profile: PATHLESS,
    });
    assert.deepEqual(requestLines(plan), [
      'PATCH /Users/1 remove name.givenName',
      'PATCH /Users/1 remove name.middleName',
    ]);
  });
});
