import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import type { Draw } from './draw.ts';
import { isNothing } from './satisfies.ts';

/*
 * What a service returns for what it was told, with everything that services are known to change on the way
 * and that means nothing: order, case of identifiers and names, other spellings of one value, and additions.
 */

/** Attributes of one resource as a service returns them. */
export function echo(declared: JsonObject, draw: Draw): JsonObject {
  const resource: Record<string, JsonValue> = {};
  for (const [name, value] of draw.shuffled(Object.entries(declared))) {
    if (name === 'password') continue;
    const isExtension = name.startsWith('urn:');
    if (!isExtension && isNothing(value) && !isJsonObject(value)) {
      putNothing(resource, name, draw);
      continue;
    }
    const echoed = isExtension && isJsonObject(value) ? echoExtension(name, value, draw) : echoValue(name, value, draw);
    resource[recased(name, draw)] = echoed;
  }
  return withDefaults(resource, declared, draw);
}

function echoExtension(schema: string, values: JsonObject, draw: Draw): JsonObject {
  const echoed: Record<string, JsonValue> = {};
  for (const [name, value] of draw.shuffled(Object.entries(values))) {
    if (isNothing(value) && !isJsonObject(value)) putNothing(echoed, name, draw);
    else echoed[recased(name, draw)] = echoValue(`${schema}:${name}`, value, draw);
  }
  return echoed;
}

/** Attribute names are case-insensitive (RFC 7643 section 2.1), schema URNs too. */
function recased(name: string, draw: Draw): string {
  return [name, name, name, name.toLowerCase(), name.toUpperCase()][draw.below(5)] ?? name;
}

/** What is unassigned is left out, null or an empty list. */
function putNothing(target: Record<string, JsonValue>, name: string, draw: Draw): void {
  const how = draw.below(4);
  if (how === 1) target[name] = null;
  if (how === 2) target[name] = [];
  if (how === 3) target[name] = '';
}

function echoValue(path: string, value: JsonValue, draw: Draw): JsonValue {
  if (isJsonArray(value)) {
    const elements = value.map((element) =>
      isJsonObject(element) ? echoElement(path, element, draw) : echoScalar(path, element, draw),
    );
    return draw.shuffled(elements);
  }
  return isJsonObject(value) ? echoObject(path, value, draw) : echoScalar(path, value, draw);
}

function echoObject(path: string, value: JsonObject, draw: Draw): JsonObject {
  const echoed: Record<string, JsonValue> = {};
  for (const [name, inner] of draw.shuffled(Object.entries(value))) {
    if (isNothing(inner)) putNothing(echoed, name, draw);
    else echoed[recased(name, draw)] = echoValue(`${path}.${name}`, inner, draw);
  }
  const formatted = { formatted: 'Dr. Somebody' };
  return path === 'name' && value['formatted'] === undefined && draw.oneIn(2) ? { ...echoed, ...formatted } : echoed;
}

/** An element with `display`, `$ref`, `type` and `primary: false` that nobody wrote. */
function echoElement(path: string, element: JsonObject, draw: Draw): JsonObject {
  const echoed = echoObject(path, element, draw);
  if (path.startsWith('urn:')) return echoed;
  const added: Record<string, JsonValue> = {};
  const add = (name: string, value: JsonValue) => {
    if (element[name] === undefined && draw.oneIn(4)) added[name] = value;
  };
  add('display', 'Somebody');
  add('$ref', 'https://scim.example.com/scim/v2/Users/1');
  add('type', 'other');
  add('primary', draw.oneIn(2) ? 'False' : false);
  return { ...added, ...echoed };
}

function echoScalar(path: string, value: JsonValue, draw: Draw): JsonValue {
  const other = otherSpelling(path, value);
  return other !== undefined && draw.oneIn(2) ? other : value;
}

/** Another spelling of the same value, where its kind has one. */
function otherSpelling(path: string, value: JsonValue): JsonValue | undefined {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'string') return undefined;
  if (/^userName$|^emails\.value$|\.type$|:colour$/.test(path)) return value.toUpperCase();
  if (path === 'phoneNumbers.value') return otherPhone(value);
  if (/:(issued|visits)$|:[a-z]+\.(since|lent)$/.test(path))
    return new Date(value).toISOString().replace('Z', '+00:00');
  if (/^profileUrl$|^photos\.value$|:(picture|pages)$/.test(path)) {
    return value.replace(/^https:\/\/scim\.example\.com\/scim\/v2\//, './');
  }
  return undefined;
}

function otherPhone(value: string): string {
  if (!/\d/.test(value)) return value;
  const [number = '', ext] = value.replace(/^tel:/, '').split(';ext=');
  return `tel:${number.replace(/[^\d+]/g, '')}${ext === undefined ? '' : `; ext=${ext}`}`;
}

/** Attributes that nobody declared. */
function withDefaults(resource: JsonObject, declared: JsonObject, draw: Draw): JsonObject {
  const added: Record<string, JsonValue> = {};
  const add = (name: string, value: JsonValue) => {
    if (declared[name] === undefined && draw.oneIn(3)) added[name] = value;
  };
  add('active', true);
  add('nickName', 'Addy');
  add('emails', [{ value: 'default@example.com', primary: true }]);
  add('groups', [{ value: 'g1', display: 'Everybody' }]);
  add('schemas', ['urn:ietf:params:scim:schemas:core:2.0:User']);
  return { ...added, ...resource };
}
