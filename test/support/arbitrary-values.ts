import fc from 'fast-check';
import type { AttributeDefinition } from '../../src/model/attribute.ts';
import { canonicalJson, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';

/** Any text of any characters but lone surrogates; fast-check's own takes a second to be made. */
const ANYTHING: fc.Arbitrary<string> = fc
  .array(
    fc.integer({ min: 0, max: 0x10ffff }).filter((code) => code < 0xd800 || code > 0xdfff),
    { minLength: 1, maxLength: 6 },
  )
  .map((codes) => String.fromCodePoint(...codes));

/** Few enough values that two draws are often equal or nearly so, which is where planners err. */
const TEXTS: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('a', 'A', 'b', 'Lead', '00123', 'true', '日本', 'é', 'e\u0301', '😀', ' x '),
  },
  { weight: 3, arbitrary: fc.constantFrom('say "hi"', 'back\\slash', '\\', '"', 'a]b.c', "it's", '$ref', 'urn:a:b') },
  { weight: 2, arbitrary: fc.constantFrom('tab\t', 'line\nbreak', '\u0000', '\u0007bell', '\u2028', '\u202eevil') },
  { weight: 1, arbitrary: ANYTHING },
);
const EMAILS = fc.constantFrom(
  'ada@example.com',
  'Ada.L@example.com',
  'bob@example.com',
  'zoë@example.com',
  '"a\\"b"@example.com',
);
/** Different numbers, each written in another way. */
const PHONES = fc.constantFrom(
  '+14155550100',
  '+1 (415) 555-0101',
  'tel:+1-415-555-0102',
  'tel:+14155550103;ext=7',
  '+49 30 12345678',
  'ring twice',
);
const INSTANTS = fc.constantFrom(
  '2026-01-31T23:30:00Z',
  '2026-02-02T00:30:00+01:00',
  '2026-02-01T00:30:00Z',
  '2026-02-01T00:30:00.500Z',
);
const REFERENCES = fc.constantFrom(
  'https://example.com/a.png',
  'https://example.com/A.png',
  'https://scim.example.com/scim/v2/Users/1',
  'https://scim.example.com/scim/v2/a b',
);
const BINARIES = fc.constantFrom('MIIB', 'miib', 'AQID', 'AQIDBA==');

/** A value of a single-valued attribute that is not complex, or of one element. */
function scalars(definition: AttributeDefinition, path: string, types: Types): fc.Arbitrary<JsonValue> {
  const { canonicalValues } = definition;
  switch (definition.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.constantFrom(0, 1, -7, 9007199254740991);
    case 'decimal':
      return fc.constantFrom(0, 0.5, 1, 1e21, -2.25);
    case 'dateTime':
      return INSTANTS;
    case 'reference':
      return REFERENCES;
    case 'binary':
      return BINARIES;
    case 'complex':
    case 'string':
      if (path === 'emails.value') return EMAILS;
      if (path === 'phoneNumbers.value') return PHONES;
      if (canonicalValues !== undefined)
        return fc.constantFrom(...canonicalValues.slice(0, 3), ...(types === 'any' ? ['Custom'] : []));
      return definition.name === 'type' ? fc.constantFrom('work', 'home', 'Custom') : TEXTS;
  }
}

/** Sub-attributes that a file or a service may write; `$ref` and the like follow from other values. */
function writable(definition: AttributeDefinition): readonly AttributeDefinition[] {
  return (definition.subAttributes ?? []).filter((sub) => sub.mutability !== 'readOnly' && !sub.name.startsWith('$'));
}

function complexes(definition: AttributeDefinition, path: string, types: Types): fc.Arbitrary<JsonObject> {
  const subs = Object.fromEntries(
    writable(definition)
      .filter(({ name, canonicalValues }) => types === 'any' || name !== 'type' || canonicalValues !== undefined)
      .map((sub) => [sub.name, scalars(sub, `${path}.${sub.name}`, types)] as const),
  );
  const usual = Object.keys(subs).filter((name) => name === 'value');
  return fc
    .oneof(
      { weight: 9, arbitrary: fc.record(subs, { requiredKeys: usual, noNullPrototype: true }) },
      { weight: 1, arbitrary: fc.record(subs, { requiredKeys: [], noNullPrototype: true }) },
    )
    .map(withoutUndefined)
    .filter((object) => Object.keys(object).some((name) => name !== 'primary'));
}

/** The properties that have a value; fast-check's types do not tell a missing one from an undefined one. */
export function withoutUndefined(object: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const given: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(object)) if (value !== undefined) given[name] = value;
  return given;
}

/** Some services refuse a type that their schema does not list. */
export type Types = 'any' | 'canonical';

/** How many elements of a list may be alike. */
type Distinct = 'as declared' | 'as held';

/** A value of any attribute as a file declares it or as a service holds it: never null. */
export function attributeValues(
  definition: AttributeDefinition,
  path: string,
  distinct: Distinct,
  types: Types,
): fc.Arbitrary<JsonValue> {
  const one = definition.type === 'complex' ? complexes(definition, path, types) : scalars(definition, path, types);
  if (!definition.multiValued) return one;
  const selector = (element: JsonValue) =>
    distinct === 'as declared' ? declaredIdentity(path, element) : canonicalJson(element);
  return fc
    .uniqueArray<JsonValue, string>(one, { minLength: 1, maxLength: 4, selector })
    .map((elements) => withOnePrimary(elements));
}

/** What a file may not say twice, by the rules of docs/configuration.md. */
function declaredIdentity(path: string, element: JsonValue): string {
  if (!isJsonObject(element)) return canonicalJson(element);
  const { type = null, value } = element;
  if (value === undefined) return canonicalJson(said(element));
  const folded = path === 'emails' ? String(value).toLowerCase() : value;
  if (path === 'roles' || path === 'entitlements') return canonicalJson(folded);
  return canonicalJson([typeof type === 'string' ? type.toLowerCase() : type, folded]);
}

/** What an element says: null and `primary: false` say nothing that absence does not. */
function said(element: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(element).filter(([name, value]) => value !== null && !(name === 'primary' && value === false)),
  );
}

/** Whether a list says something twice. */
export function saysTwice(path: string, value: JsonValue): boolean {
  if (!isJsonArray(value)) return false;
  return new Set(value.map((element) => declaredIdentity(path, element))).size < value.length;
}

/** RFC 7643 section 2.4: at most one element is primary. */
export function withOnePrimary(elements: readonly JsonValue[]): readonly JsonValue[] {
  let found = false;
  return elements.map((element) => {
    if (!isJsonObject(element) || element['primary'] !== true) return element;
    if (found) return { ...element, primary: false };
    found = true;
    return element;
  });
}
