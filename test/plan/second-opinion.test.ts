import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/model/json.ts';
import { patchedByOthers } from '../support/scim-patch.ts';

/*
 * scim-patch is the second opinion on operations. Where it is known to be wrong it is not asked; each fault is shown
 * here, so that its repair is noticed and the question can be put again.
 */
interface Fault {
  readonly fault: string;
  readonly resource: JsonObject;
  readonly operation: JsonObject;
  /** What RFC 7644 asks for; undefined where it asks for an error. */
  readonly right: JsonObject | undefined;
}

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const FAULTS: readonly Fault[] = [
  {
    fault: 'reads a backslash in a filter as two',
    resource: { ims: [{ value: 'a\\b' }, { value: 'c' }] },
    operation: { op: 'remove', path: 'ims[value eq "a\\\\b"]' },
    right: { ims: [{ value: 'c' }] },
  },
  {
    fault: 'takes a colon in a filter for that of a schema',
    resource: { photos: [{ value: 'https://example.com/a' }, { value: 'https://example.com/b' }] },
    operation: { op: 'remove', path: 'photos[value eq "https://example.com/a"]' },
    right: { photos: [{ value: 'https://example.com/b' }] },
  },
  {
    fault: 'adds a member that is there already',
    resource: { members: [{ value: 'a', display: 'Ada' }] },
    operation: { op: 'add', path: 'members', value: [{ value: 'a' }] },
    right: { members: [{ value: 'a', display: 'Ada' }] },
  },
  {
    fault: 'leaves the old primary element primary',
    resource: { emails: [{ value: 'a', primary: true }] },
    operation: { op: 'add', path: 'emails', value: [{ value: 'b', primary: true }] },
    right: {
      emails: [
        { value: 'a', primary: false },
        { value: 'b', primary: true },
      ],
    },
  },
  {
    fault: 'cuts the name of an extension at its dot',
    resource: {},
    operation: { op: 'add', path: ENTERPRISE, value: { department: 'Research' } },
    right: { [ENTERPRISE]: { department: 'Research' } },
  },
  {
    fault: 'cuts the name of an extension without a path too',
    resource: {},
    operation: { op: 'add', value: { [ENTERPRISE]: { department: 'Research' } } },
    right: { [ENTERPRISE]: { department: 'Research' } },
  },
  {
    fault: 'makes a new attribute of a name in another case',
    resource: { title: 'Engineer' },
    operation: { op: 'replace', path: 'TITLE', value: 'Lead' },
    right: { title: 'Lead' },
  },
  {
    fault: 'minds the case of values that have none',
    resource: { emails: [{ type: 'Work', value: 'a' }, { value: 'b' }] },
    operation: { op: 'remove', path: 'emails[type eq "work"]' },
    right: { emails: [{ value: 'b' }] },
  },
  {
    fault: 'adds an element where none fits the filter of a replacement',
    resource: { emails: [{ type: 'home', value: 'a' }] },
    operation: { op: 'replace', path: 'emails[type eq "work"].value', value: 'b' },
    right: undefined,
  },
  {
    fault: 'replaces a complex attribute whole where there is no path',
    resource: { name: { givenName: 'Ada', familyName: 'King' } },
    operation: { op: 'replace', value: { name: { givenName: 'Augusta' } } },
    right: { name: { givenName: 'Augusta', familyName: 'King' } },
  },
];

describe('scim-patch 0.8.3', () => {
  for (const { fault, resource, operation, right } of FAULTS) {
    it(fault, () => {
      assert.notDeepEqual(outcome(resource, operation), right);
    });
  }

  it('otherwise does what RFC 7644 says', () => {
    const resource = { emails: [{ type: 'work', value: 'a' }, { value: 'b' }] };
    const operation = { op: 'replace', path: 'emails[type eq "work"].value', value: 'c' };
    assert.deepEqual(outcome(resource, operation), { emails: [{ type: 'work', value: 'c' }, { value: 'b' }] });
  });
});

/** The resource afterwards, or undefined where the operation was refused by a rule of its own. */
function outcome(resource: JsonObject, operation: JsonObject): JsonObject | undefined | 'refused' {
  try {
    return patchedByOthers(resource, [operation]);
  } catch (error) {
    const { scimCode } = error instanceof Error && 'scimCode' in error ? error : { scimCode: undefined };
    return scimCode === 'noTarget' ? undefined : 'refused';
  }
}
