import type { AttributeDefinition } from '../../model/attribute.ts';
import { subAttribute } from '../../model/attribute-table.ts';
import {
  canonicalJson,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  stringAt,
} from '../../model/json.ts';
import { foldCase } from '../../model/resource.ts';
import { escapeText } from '../values/interpolate.ts';
import { UNSAFE_KEYS } from '../yaml/tree.ts';
import type { KnownNames } from './known-names.ts';
import { unwritable } from './writable-text.ts';

/** What decides how a value is written. */
export interface ValueScope {
  readonly names: KnownNames;
  /** Attributes and sub-attributes that are left out, by dotted name: read-only ones, and those the service does not keep. */
  readonly isLeftOut: (path: string) => boolean;
  /** Takes what no file can say, and why. */
  readonly leave: (path: string, reason: string) => void;
}

/** A value of an attribute of RFC 7643 as files write it; undefined where it holds nothing that a file could say. */
export function pulledValue(
  attribute: AttributeDefinition,
  path: string,
  value: JsonValue,
  scope: ValueScope,
): JsonValue | undefined {
  if (attribute.multiValued) return elements(attribute, path, isJsonArray(value) ? value : [value], scope);
  if (attribute.name === 'manager') return manager(value, path, scope);
  if (attribute.type === 'complex') return complex(attribute, path, value, scope);
  return told(pulledScalar(attribute.type, value), value, path, scope);
}

const LEFT = 'its value is not of the form that the attribute has';

/** Tells of a value that a service holds and no file can say. */
function told(
  written: JsonValue | undefined,
  value: JsonValue,
  path: string,
  { leave }: ValueScope,
): JsonValue | undefined {
  const isNothing = value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
  if (written === undefined && !isNothing) leave(path, reasonFor(value));
  return written;
}

function reasonFor(value: JsonValue): string {
  return (typeof value === 'string' ? unwritable(value, false) : undefined) ?? LEFT;
}

/** A scalar of a data type; services write booleans as texts and texts as numbers. */
export function pulledScalar(type: AttributeDefinition['type'], value: JsonValue): JsonValue | undefined {
  if (value === null || typeof value === 'object' || value === '') return undefined;
  if (type === 'boolean') return BOOLEANS.get(String(value).toLowerCase());
  if (type === 'integer' || type === 'decimal') return Number.isFinite(Number(value)) ? Number(value) : undefined;
  const text = String(value);
  return unwritable(text, false) === undefined ? escapeText(text) : undefined;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function manager(value: JsonValue, path: string, scope: ValueScope): JsonValue | undefined {
  const id = isJsonObject(value) ? stringAt(value, 'value') : value;
  const written = typeof id === 'string' && id !== '' ? scope.names.user(id) : undefined;
  return told(written, value, path, scope);
}

function complex(
  attribute: AttributeDefinition,
  path: string,
  value: JsonValue,
  scope: ValueScope,
): JsonObject | undefined {
  if (!isJsonObject(value)) {
    told(undefined, value, path, scope);
    return undefined;
  }
  const written: Record<string, JsonValue> = {};
  for (const [name, inner] of Object.entries(value)) {
    const sub = attribute.subAttributes?.find((known) => known.name === name) ?? subAttribute(attribute, name);
    const inside = `${path}.${sub?.name}`;
    if (sub === undefined || sub.name === '$ref' || sub.mutability === 'readOnly' || scope.isLeftOut(inside)) continue;
    const scalar = told(pulledScalar(sub.type, inner), inner, inside, scope);
    // Where no element says that it is the primary one, none is.
    if (scalar !== undefined && !(sub.name === 'primary' && scalar === false)) written[sub.name] = scalar;
  }
  return Object.keys(written).length === 0 ? undefined : written;
}

/** Each element once, nothing where it stands there twice in two ways; where several are primary, which no file may say, none says it. */
function elements(
  attribute: AttributeDefinition,
  path: string,
  list: readonly JsonValue[],
  scope: ValueScope,
): JsonValue | undefined {
  // A list is the exact set, so that one that lacks something would remove it.
  let isCut = false;
  const leave: ValueScope['leave'] = (inside, reason) => {
    isCut = true;
    scope.leave(inside, reason);
  };
  const found = list.flatMap((item) => {
    const element = complex(attribute, path, isJsonObject(item) ? item : { value: item }, { ...scope, leave });
    return element === undefined ? [] : [{ item, element }];
  });
  const all = found.length > 1 ? eachOnce(path, found, leave) : found.map(({ element }) => element);
  return isCut ? undefined : withOnePrimary(path, all, scope);
}

interface FoundElement {
  readonly item: JsonValue;
  readonly element: JsonObject;
}

function eachOnce(path: string, found: readonly FoundElement[], leave: ValueScope['leave']): readonly JsonObject[] {
  const written = new Map<string, JsonObject>();
  const held = new Map<string, string>();
  for (const { item, element } of found) {
    const key = elementKey(path, element);
    const said = canonicalJson(item);
    if ((held.get(key) ?? said) !== said) leave(path, 'it holds one element twice');
    held.set(key, said);
    written.set(key, element);
  }
  return [...written.values()];
}

function withOnePrimary(path: string, all: readonly JsonObject[], { leave }: ValueScope): JsonValue | undefined {
  const isAmbiguous = all.filter(({ primary }) => primary === true).length > 1;
  if (isAmbiguous) leave(`${path}.primary`, 'several elements are primary');
  const kept = (isAmbiguous ? all.map(({ primary: _primary, ...rest }) => rest) : all).filter(
    (element) => Object.keys(element).length > 0,
  );
  return kept.length === 0 ? undefined : kept;
}

/** The case of an e-mail address means nothing (RFC 7643 section 4.1.2), that of other values may. */
function elementKey(path: string, element: JsonObject): string {
  const { type = '', value } = element;
  if (value === undefined) return canonicalJson(element);
  const text = path === 'emails' ? foldCase(String(value)) : value;
  return canonicalJson([foldCase(String(type)), text]);
}

/** Whether two elements are one to whoever compares them: equal, or of one value and type. */
function holdsTwice(list: readonly JsonValue[]): boolean {
  const keys = list.map((item) => (isJsonObject(item) ? elementKey('', item) : canonicalJson(item)));
  return new Set(keys).size < keys.length;
}

/** The names that RFC 7643 section 2.1 gives attributes, but those that begin with `$`, which are rollcall's. */
const ATTRIBUTE_NAME = /^[A-Za-z][A-Za-z0-9$_-]*$/;

/** Why an attribute of an extension that nobody describes cannot stand in a file beside others. */
export function unwritableName(name: string, others: Iterable<string>): string | undefined {
  if (!ATTRIBUTE_NAME.test(name) || UNSAFE_KEYS.has(name)) return 'its name is none that an attribute may have';
  const isTwice = [...others].some((other) => other !== name && other.toLowerCase() === name.toLowerCase());
  return isTwice ? 'another attribute has the same name but for case' : undefined;
}

/**
 * A value of an extension that files write freely.
 * @param leave takes what no file can say, and why
 */
export function pulledFreeValue(
  value: JsonValue,
  path = '',
  leave: ValueScope['leave'] = () => undefined,
): JsonValue | undefined {
  if (value === null || value === '') return undefined;
  if (typeof value === 'string') {
    const reason = unwritable(value, false);
    if (reason !== undefined) leave(path, reason);
    return reason === undefined ? escapeText(value) : undefined;
  }
  if (typeof value !== 'object') return value;
  if (isJsonArray(value)) {
    let isCut = false;
    const items = value.map((item) =>
      pulledFreeValue(item, path, (inside, reason) => {
        isCut = true;
        leave(inside, reason);
      }),
    );
    const written = items.filter((item) => item !== undefined);
    if (holdsTwice(written)) {
      isCut = true;
      leave(path, 'it holds one element twice');
    }
    return isCut || written.length === 0 ? undefined : written;
  }
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const reason = unwritableName(name, Object.keys(value));
    if (reason !== undefined) leave(`${path}.${name}`, reason);
    const written = reason === undefined ? pulledFreeValue(inner, `${path}.${name}`, leave) : undefined;
    return written === undefined ? [] : [[name, written] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
