import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { GENERIC } from '../../src/profiles/generic.ts';
import { PROFILES } from '../../src/profiles/profiles.ts';

const PAGE = readFileSync(new URL('../../docs/profiles.md', import.meta.url), 'utf8');
const NOT_OVERRIDABLE = ['name', 'title', 'evidence', 'sources'];
/** Values below these are free: regions, attributes, filters. */
const WHOLE = [
  'paths',
  'endpoint.listPaths',
  'endpoint.regions',
  'endpoint.permissions',
  'read.passes',
  'read.filters',
  'read.filtersFoldCase',
];
const RECORDS = ['elementKeys', 'ownedElements', 'maxElements', 'unsupported'];

describe('docs/profiles.md', () => {
  it('explains every value that a project can override', () => {
    const explained = new Set(
      [...PAGE.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, cell = '']) =>
        [...cell.matchAll(/`([\w.*]+)`/g)].map(([, name]) => name),
      ),
    );
    const missing = valuesOf(GENERIC, '').filter(
      (path) => !explained.has(path) && !explained.has(path.replace(/^types\.(User|Group)/, 'types.*')),
    );
    assert.deepEqual(missing, []);
  });
});

describe('each profile', () => {
  for (const profile of PROFILES.values()) {
    it(`${profile.name} asks for pages that make sense`, () => {
      assert.ok(
        profile.read.pageSize > 0 && profile.members.addsPerRequest > 0 && profile.members.removalsPerRequest > 0,
      );
      assert.equal(profile.read.passes.User.length > 0, true);
    });
  }
});

function valuesOf(value: object, prefix: string): readonly string[] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const path = `${prefix}${name}`;
    if (NOT_OVERRIDABLE.includes(path)) return [];
    if (path === 'paths') return ['paths.User', 'paths.Group'];
    const isNested = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    const isLeaf = !isNested || WHOLE.includes(path) || RECORDS.includes(path) || path.endsWith('.notes');
    return isLeaf ? [path] : valuesOf(inner, `${path}.`);
  });
}
