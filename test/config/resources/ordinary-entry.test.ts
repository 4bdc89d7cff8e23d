import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { loadShapes } from '../../../src/config/check/load-shapes.ts';
import { isOrdinary } from '../../../src/config/resources/ordinary-entry.ts';
import { readAttributes } from '../../../src/config/resources/read-attributes.ts';
import { inSchemaSpelling } from '../../../src/config/resources/schema-spelling.ts';
import { parseCommonYaml } from '../../../src/config/yaml/common-yaml.ts';
import { sourceFile } from '../../../src/config/yaml/source-file.ts';
import { childOf, plainValue, type Tree, type TreeEntry, type TreeMap } from '../../../src/config/yaml/tree.ts';
import { DECLARABLE_ATTRIBUTES, withoutAlias } from '../../../src/model/attribute-table.ts';
import { PLURAL, type ResourceType } from '../../../src/model/resource.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const RESOURCES = JSON.parse(readFileSync(new URL('../../../schemas/resources.schema.json', import.meta.url), 'utf8'));

function resolved(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  let found = RESOURCES;
  for (const part of schema.$ref.split('/').slice(1)) found = found[part];
  return resolved(found);
}

const place = { start: 0, end: 0 };
const scope = { file: sourceFile('users/a.yaml', ''), report: () => undefined, variables: new Map() };
const scalar = (value: string | number | boolean | null): Tree => {
  const text = value === null ? '' : String(value);
  return { kind: 'scalar', text, value, ...place };
};
const map = (pairs: readonly (readonly [string, Tree])[]): TreeMap => {
  const entries = new Map<string, TreeEntry>();
  for (const [key, value] of pairs) entries.set(key, { key, keyPlace: place, value });
  return { kind: 'map', entries, ...place };
};

const anyScalar = fc
  .constantFrom('', 'a', 'true', '5', `\${var:x}`, `\${env:X}`, 5, 1.5, true, false, null)
  .map(scalar);
const anyList = fc.array(anyScalar, { maxLength: 2 }).map((items): Tree => ({ kind: 'list', items, ...place }));
const anyMap = fc
  .array(fc.tuple(fc.constantFrom('value', '$id', 'name', 'user'), anyScalar), { maxLength: 2 })
  .map(map);
const anyTree: fc.Arbitrary<Tree> = fc.oneof({ weight: 3, arbitrary: anyScalar }, anyList, anyMap);

/** Often what the schema takes, sometimes something else. */
function treeFor(schema: Schema): fc.Arbitrary<Tree> {
  const { type = [], items, properties, enum: words } = resolved(schema);
  const types = [type].flat();
  const fitting: fc.Arbitrary<Tree>[] = [
    ...(words === undefined ? [] : [fc.constantFrom(...words).map(scalar)]),
    ...(types.includes('string') ? [fc.constantFrom('a', 'b@example.com').map(scalar)] : []),
    ...(types.includes('number') ? [fc.constantFrom(5, 1.5).map(scalar)] : []),
    ...(types.includes('boolean') ? [fc.boolean().map(scalar)] : []),
    ...(types.includes('array') && items ? [listFor(items)] : []),
    ...(types.includes('object') && properties ? [mapFor(schema)] : []),
  ];
  const usual = fitting.length === 0 ? anyTree : fc.oneof(...fitting);
  return fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: anyTree });
}

function listFor(items: Schema): fc.Arbitrary<Tree> {
  return fc.array(treeFor(items), { maxLength: 2 }).map((trees): Tree => ({ kind: 'list', items: trees, ...place }));
}

const STRANGE = ['id', 'meta', 'schemas', 'groups', 'nonsense', '$ref', 'urn:example:ext', 'value', 'Enterprise'];
const otherCase = (key: string) => fc.constantFrom(key.toUpperCase(), key.toLowerCase(), `${key} `);

function mapFor(schema: Schema): fc.Arbitrary<TreeMap> {
  const { properties = {}, required = [] } = resolved(schema);
  const names = Object.keys(properties);
  const pairOf = (name: string): fc.Arbitrary<readonly [string, Tree]> => {
    const key = fc.oneof(
      { weight: 60, arbitrary: fc.constant(name) },
      { weight: 1, arbitrary: otherCase(name) },
      { weight: 1, arbitrary: fc.constantFrom(...STRANGE) },
    );
    return fc.tuple(key, treeFor(properties[name] ?? {}));
  };
  const needed = [...required, ...['userName', 'displayName', 'user'].filter((name) => names.includes(name))];
  return fc
    .tuple(fc.subarray(needed), fc.array(fc.constantFrom(...names), { maxLength: 4 }))
    .chain(([own, more]) => fc.tuple(...[...own, ...more].map(pairOf)))
    .map(map);
}

describe('an entry that is taken for ordinary', () => {
  for (const [type, least] of [
    ['User', 400],
    ['Group', 400],
  ] as const) {
    it(`is a ${type} that its JSON Schema takes and that no speller changes but for the aliases`, async () => {
      const { resources } = await loadShapes();
      let ordinary = 0;
      const entry = mapFor(RESOURCES.$defs[type.toLowerCase()]);
      const holds = (tree: TreeMap): void => {
        if (!isOrdinary(tree, type)) return;
        ordinary++;
        const table = DECLARABLE_ATTRIBUTES[type];
        const complaints: unknown[] = [];
        const spelt = inSchemaSpelling(tree, table, (problem) => complaints.push(problem));
        assert.deepStrictEqual(complaints, []);
        const names = [...tree.entries.values()].map(({ key, value }) => [withoutAlias(key, table), value]);
        assert.deepStrictEqual(
          [...spelt.entries.values()].map(({ key, value }) => [key, value]),
          names,
        );
        for (const one of [tree, spelt]) {
          assert.ok(resources({ [PLURAL[type]]: [plainValue(one)] }), JSON.stringify(resources.errors));
        }
        assert.deepStrictEqual(readAttributes(tree, table, scope), readAttributes(spelt, table, scope));
      };
      fc.assert(fc.property(entry, holds), { numRuns: 4000, seed: 3 });
      assert.ok(ordinary > least && ordinary < 3800, String(ordinary));
    });
  }

  const isOrdinaryIn = (text: string, type: ResourceType): boolean => {
    const list = childOf(parseCommonYaml(sourceFile('users/a.yaml', text)), PLURAL[type]);
    const [item] = list?.kind === 'list' ? list.items : [];
    assert.ok(item?.kind === 'map', text);
    return isOrdinary(item, type);
  };

  it('is nearly every entry', () => {
    const user = 'users:\n  - userName: a@example.com\n    name: { givenName: A }\n    active: true\n';
    const more = '    emails: [{ value: a@example.com, type: work, primary: true }]\n    $expires: 2027-06-30\n';
    const extensions =
      '    enterprise: { department: R, manager: b@example.com }\n    genesys: { routingSkills: [] }\n';
    assert.ok(isOrdinaryIn(user + more + extensions, 'User'));
    assert.ok(isOrdinaryIn('groups:\n  - displayName: A\n    members: [a@example.com, { group: B }]\n', 'Group'));
  });

  it('is none that lacks its name, holds a null or a secret, or is absent', () => {
    for (const text of [
      'title: A',
      'userName: a, title: null',
      `userName: a, password: "\${env:A}"`,
      '$state: absent',
    ]) {
      assert.ok(!isOrdinaryIn(`users:\n  - { ${text} }\n`, 'User'), text);
    }
  });
});
