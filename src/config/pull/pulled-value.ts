import type { AttributeDefinition } from '../../model/attribute.ts';
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
import type { KnownNames } from './known-names.ts';

/** What decides how a value is written. */
export interface ValueScope {
  readonly names: KnownNames;
  /** Attributes and sub-attributes that are left out, by dotted name: read-only ones, and those the service does not keep. */
  readonly isLeftOut: (path: string) => boolean;
}

/** A value of an attribute of RFC 7643 as files write it; undefined where it holds nothing that a file could say. */
export function pulledValue(
  attribute: AttributeDefinition,
  path: string,
  value: JsonValue,
  scope: ValueScope,
): JsonValue | undefined {
  if (attribute.multiValued) return elements(attribute, path, isJsonArray(value) ? value : [value], scope);
  if (attribute.name === 'manager') return manager(value, scope);
  return attribute.type === 'complex' ? complex(attribute, path, value, scope) : pulledScalar(attribute.type, value);
}

/** A scalar of a data type; services write booleans as texts and texts as numbers. */
export function pulledScalar(type: AttributeDefinition['type'], value: JsonValue): JsonValue | undefined {
  if (value === null || typeof value === 'object' || value === '') return undefined;
  if (type === 'boolean') return BOOLEANS.get(String(value).toLowerCase());
  if (type === 'integer' || type === 'decimal') return Number.isFinite(Number(value)) ? Number(value) : undefined;
  return escapeText(String(value));
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function manager(value: JsonValue, { names }: ValueScope): JsonValue | undefined {
  const id = isJsonObject(value) ? stringAt(value, 'value') : value;
  return typeof id === 'string' && id !== '' ? names.user(id) : undefined;
}

function complex(
  attribute: AttributeDefinition,
  path: string,
  value: JsonValue,
  scope: ValueScope,
): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined;
  const subs = new Map(attribute.subAttributes?.map((sub) => [sub.name.toLowerCase(), sub]));
  const written: Record<string, JsonValue> = {};
  for (const [name, inner] of Object.entries(value)) {
    const sub = subs.get(name.toLowerCase());
    const inside = `${path}.${sub?.name}`;
    if (sub === undefined || sub.name === '$ref' || sub.mutability === 'readOnly' || scope.isLeftOut(inside)) continue;
    const scalar = pulledScalar(sub.type, inner);
    // Where no element says that it is the primary one, none is.
    if (scalar !== undefined && !(sub.name === 'primary' && scalar === false)) written[sub.name] = scalar;
  }
  return Object.keys(written).length === 0 ? undefined : written;
}

/** Each element once, at most one of them primary: files may not say it otherwise. */
function elements(
  attribute: AttributeDefinition,
  path: string,
  list: readonly JsonValue[],
  scope: ValueScope,
): JsonValue | undefined {
  const written = new Map<string, JsonObject>();
  let hasPrimary = false;
  for (const item of list) {
    const element = complex(attribute, path, isJsonObject(item) ? item : { value: item }, scope);
    if (element === undefined) continue;
    const { primary, ...rest } = element;
    const key = elementKey(element);
    if (!written.has(key)) written.set(key, primary === true && hasPrimary ? rest : element);
    hasPrimary ||= primary === true;
  }
  const kept = [...written.values()].filter((element) => Object.keys(element).length > 0);
  return kept.length === 0 ? undefined : kept;
}

function elementKey(element: JsonObject): string {
  const { type = '', value } = element;
  if (value === undefined) return canonicalJson(element);
  return foldCase(JSON.stringify([type, value]));
}

/** A value of an extension that files write freely; keys with `$` are rollcall's and cannot stand there. */
export function pulledFreeValue(value: JsonValue): JsonValue | undefined {
  if (value === null || value === '') return undefined;
  if (typeof value === 'string') return escapeText(value);
  if (typeof value !== 'object') return value;
  if (isJsonArray(value)) {
    const items = value.map(pulledFreeValue).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const written = name.startsWith('$') || name === '' ? undefined : pulledFreeValue(inner);
    return written === undefined ? [] : [[name, written] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
