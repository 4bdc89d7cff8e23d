import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { AttributeDefinition } from '../../src/model/attribute.ts';
import type { Profile } from '../../src/model/profile.ts';
import { COMMON_ATTRIBUTES } from '../../src/model/schemas/common.ts';
import { ENTERPRISE_USER, ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { DATE_HIRE, GENESYS_USER, GENESYS_USER_SCHEMA } from '../../src/model/schemas/genesys-user.ts';
import { GROUP } from '../../src/model/schemas/group.ts';
import { USER } from '../../src/model/schemas/user.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { PROFILES } from '../../src/profiles/profiles.ts';

interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly $defs?: Readonly<Record<string, Schema>>;
}

function read(name: string): Schema {
  return JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
}

const RESOURCES = read('resources');
const PROJECT = read('project');
const DIALECT = read('dialect');

function definition(name: string): Schema {
  const found = RESOURCES.$defs?.[name];
  assert.ok(found, name);
  return found;
}

const FILES: Readonly<Record<string, Schema>> = {
  'resources.schema.json': RESOURCES,
  'project.schema.json': PROJECT,
  'dialect.schema.json': DIALECT,
};

/** The schema that a reference stands for, with what is written beside the reference. */
function resolved(schema: Schema, home: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const [file = '', pointer = ''] = schema.$ref.split('#');
  const target = FILES[file] ?? home;
  let found: unknown = target;
  for (const part of pointer.split('/').slice(1)) found = (found as Record<string, unknown>)[part];
  assert.ok(found, schema.$ref);
  return { ...resolved(found as Schema, target), ...schema };
}

const declarable = (attributes: readonly AttributeDefinition[]): string[] =>
  attributes
    .filter(({ mutability, name }) => mutability !== 'readOnly' && !name.startsWith('$'))
    .map(({ name }) => name);

const namesOf = (schema: Schema): string[] =>
  Object.keys(schema.properties ?? {}).filter((name) => !name.startsWith('$'));

function assertNames(actual: readonly string[], expected: readonly string[]): void {
  assert.deepEqual([...actual].sort(), [...expected].sort());
}

describe('the JSON Schema of resource files', () => {
  const common = declarable(COMMON_ATTRIBUTES);
  const extensions = ['enterprise', ENTERPRISE_USER_SCHEMA, 'genesys', GENESYS_USER_SCHEMA];

  it('names exactly the attributes that users and groups may declare', () => {
    assertNames(namesOf(definition('user')), [...common, ...declarable(USER.attributes), ...extensions]);
    assertNames(namesOf(definition('group')), [...common, ...declarable(GROUP.attributes)]);
    assertNames(namesOf(definition('enterprise')), declarable([...ENTERPRISE_USER.attributes, DATE_HIRE]));
    assertNames(namesOf(definition('genesys')), declarable(GENESYS_USER.attributes));
  });

  it('takes as defaults exactly what may be the same for several users', () => {
    const unique = ['externalId', 'userName'];
    const expected = [...common, ...declarable(USER.attributes), ...extensions].filter(
      (name) => !unique.includes(name),
    );
    assertNames(namesOf(definition('userDefaults')), expected);
    assertNames(namesOf(definition('groupDefaults')), []);
  });

  for (const [owner, attribute] of [
    ...USER.attributes.map((attribute) => ['user', attribute] as const),
    ...GENESYS_USER.attributes.map((attribute) => ['genesys', attribute] as const),
  ]) {
    const { name, subAttributes, mutability, multiValued } = attribute;
    if (subAttributes === undefined || mutability === 'readOnly') continue;
    it(`names exactly the sub-attributes of ${name}, the required ones and the canonical values`, () => {
      const schema = resolved(definition(owner).properties?.[name] ?? {}, RESOURCES);
      const holder = multiValued ? (schema.items ?? {}) : schema;
      assertNames(namesOf(holder), declarable(subAttributes));
      assertNames(
        holder.required ?? [],
        subAttributes.filter(({ required }) => required).map((sub) => sub.name),
      );
      for (const { name: sub, canonicalValues } of subAttributes) {
        if (canonicalValues !== undefined) assert.deepEqual(holder.properties?.[sub]?.examples, canonicalValues);
      }
    });
  }

  it('describes attributes in the words of the table', () => {
    const words = (attributes: readonly AttributeDefinition[], owner: string): void => {
      for (const { name, description } of attributes) {
        const found = definition(owner).properties?.[name];
        const said = found && resolved(found, RESOURCES).description;
        assert.ok(said === undefined || said.startsWith(description.replace(/\.$/, '')), `${name}: ${said}`);
      }
    };
    words(USER.attributes, 'user');
    words(GROUP.attributes, 'group');
    words(GENESYS_USER.attributes, 'genesys');
  });
});

/** Properties, at any depth, that do not say what they are. */
function unexplained(schema: Schema, home: Schema, path: string): string[] {
  const properties = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const { title, description, examples } = resolved(property, home);
    const explained = title && description && examples?.length;
    return [...(explained ? [] : [`${path}.${name}`]), ...unexplained(property, home, `${path}.${name}`)];
  });
  const items = schema.items === undefined ? [] : unexplained(schema.items, home, `${path}[]`);
  const definitions = Object.entries(schema.$defs ?? {}).flatMap(([name, part]) => unexplained(part, home, name));
  return [...properties, ...items, ...definitions];
}

describe('the JSON Schemas', () => {
  it('give every property a title, a description and an example', () => {
    assert.deepEqual(unexplained(RESOURCES, RESOURCES, 'resources'), []);
    assert.deepEqual(unexplained(PROJECT, PROJECT, 'project'), []);
    assert.deepEqual(unexplained(DIALECT, DIALECT, 'dialect'), []);
  });
});

describe('the JSON Schema of rollcall.yaml', () => {
  it('suggests every region', () => {
    const { region } = PROJECT.$defs?.['service']?.properties ?? {};
    const regions = [...PROFILES.values()].flatMap((one) => Object.keys(one.endpoint.regions));
    assert.deepEqual(region?.examples, [...new Set(regions)]);
  });
});

describe('the JSON Schema of service.dialect', () => {
  /** The part of a profile that a project can override. */
  const dialectOf = ({ name: _name, title: _title, evidence: _evidence, sources: _sources, ...dialect }: Profile) =>
    dialect;

  it('names exactly the values of a profile', () => {
    const assertNamed = (schema: Schema, values: object, path: string): void => {
      assertNames(Object.keys(schema.properties ?? {}), Object.keys(values));
      for (const [name, value] of Object.entries(values) as [string, unknown][]) {
        const part = resolved(schema.properties?.[name] ?? {}, DIALECT);
        const isSection = part.properties !== undefined && typeof value === 'object' && value !== null;
        if (isSection && name !== 'notes') assertNamed(part, value, `${path}.${name}`);
      }
    };
    assertNamed(DIALECT, dialectOf(GENERIC), 'dialect');
  });

  const validate = new Ajv2020({ allowUnionTypes: true }).compile(DIALECT);
  for (const profile of PROFILES.values()) {
    it(`takes every value of ${profile.name}`, () => {
      assert.ok(validate(dialectOf(profile)), JSON.stringify(validate.errors));
    });
  }
});
