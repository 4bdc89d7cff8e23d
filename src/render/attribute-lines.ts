import { canonicalJson, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { ManagedAttributes } from '../model/plan.ts';
import { ENTERPRISE_USER_SCHEMA } from '../model/schemas/enterprise-user.ts';
import { isPending, isSecretReference } from '../model/special-value.ts';
import { printable } from './printable.ts';

/** One attribute, sub-attribute or element that a change touches; `before` or `after` is missing where there is no value. */
export interface AttributeLine {
  readonly symbol: '+' | '~' | '-';
  /** `title`, `name.givenName`, `emails[work]`, `enterprise.department` */
  readonly label: string;
  readonly before?: string;
  readonly after?: string;
}

/** What differs between the managed attributes before and after, in the order of the names; `members` is left to others. */
export function attributeLines(
  before: ManagedAttributes | null,
  after: ManagedAttributes | null,
): readonly AttributeLine[] {
  return objectLines('', before ?? {}, after ?? {});
}

const SHORT_NAMES: ReadonlyMap<string, string> = new Map([[ENTERPRISE_USER_SCHEMA, 'enterprise']]);

function objectLines(prefix: string, before: JsonObject, after: JsonObject): readonly AttributeLine[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return names
    .filter((name) => name !== '$name' && !(prefix === '' && name === 'members'))
    .flatMap((name) => valueLines(label(prefix, name), before[name] ?? null, after[name] ?? null));
}

function label(prefix: string, name: string): string {
  return `${prefix}${SHORT_NAMES.get(name) ?? printable(name)}`;
}

function valueLines(name: string, before: JsonValue, after: JsonValue): readonly AttributeLine[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (isJsonArray(before) || isJsonArray(after)) return listLines(name, elements(before), elements(after));
  if (isLeaf(before) && isLeaf(after)) return leafLine(name, before, after);
  return objectLines(`${name}.`, isJsonObject(before) ? before : {}, isJsonObject(after) ? after : {});
}

/** References and secrets are objects in a plan and single values to a reader. */
function isLeaf(value: JsonValue): boolean {
  return !isJsonObject(value) || isPending(value) || isSecretReference(value) || isReference(value);
}

function isReference(value: JsonObject): boolean {
  return '$name' in value || isPending(value['value']);
}

function leafLine(name: string, before: JsonValue, after: JsonValue): readonly AttributeLine[] {
  if (before === null) return [{ symbol: '+', label: name, after: printValue(after) }];
  if (after === null) return [{ symbol: '-', label: name, before: printValue(before) }];
  return [{ symbol: '~', label: name, before: printValue(before), after: printValue(after) }];
}

function elements(value: JsonValue): readonly JsonValue[] {
  return isJsonArray(value) ? value : value === null ? [] : [value];
}

/** Elements that are equal are left out; those with one type on both sides are one that changes. */
function listLines(name: string, before: readonly JsonValue[], after: readonly JsonValue[]): readonly AttributeLine[] {
  const gone = without(before, after);
  const come = without(after, before);
  const changed = come.map((element) => ({
    element,
    old: gone.find((candidate) => isSameElement(candidate, element)),
  }));
  const replaced = new Set(changed.map(({ old }) => old));
  return [
    ...changed.flatMap(({ element, old }) => elementLines(name, old ?? null, element)),
    ...gone.filter((element) => !replaced.has(element)).flatMap((element) => elementLines(name, element, null)),
  ];
}

function without(elements: readonly JsonValue[], others: readonly JsonValue[]): readonly JsonValue[] {
  const texts = new Set(others.map(canonicalJson));
  return elements.filter((element) => !texts.has(canonicalJson(element)));
}

function isSameElement(a: JsonValue, b: JsonValue): boolean {
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  if (a['value'] !== undefined && a['value'] === b['value']) return true;
  return a['type'] !== undefined && a['type'] === b['type'];
}

function elementLines(name: string, before: JsonValue, after: JsonValue): readonly AttributeLine[] {
  const shown = after ?? before;
  if (!isJsonObject(shown)) return leafLine(name, before, after);
  const at = `${name}[${printable(String(shown['type'] ?? shown['value'] ?? ''))}]`;
  const isShort = Object.keys(shown).every((sub) => SHORT_ELEMENT.has(sub));
  const [old, now] = [isJsonObject(before) ? before : null, isJsonObject(after) ? after : null];
  if (isShort && (old === null || now === null)) return leafLine(at, summary(old), summary(now));
  return subLines(at, old ?? {}, now ?? {});
}

const SHORT_ELEMENT: ReadonlySet<string> = new Set(['value', 'type', 'primary']);

/** `value` is what an element is about, so that it stands under the element's own label. */
function subLines(at: string, before: JsonObject, after: JsonObject): readonly AttributeLine[] {
  return objectLines(`${at}.`, before, after).map((line) =>
    line.label === `${at}.value` ? { ...line, label: at } : line,
  );
}

function summary(element: JsonObject | null): JsonValue {
  if (element === null) return null;
  return element['primary'] === true ? { $primary: element['value'] ?? null } : (element['value'] ?? null);
}

const LONGEST = 120;

/** One value as a reader sees it: strings quoted, references by name, secrets by their place. */
function printValue(value: JsonValue): string {
  if (isSecretReference(value)) return `(secret from ${printable(value.$secret)})`;
  if (isPending(value)) return pendingName(value.$pending);
  if (isJsonObject(value)) {
    if ('$primary' in value) return `${printValue(value['$primary'] ?? null)} (primary)`;
    if (typeof value['$name'] === 'string') return printable(value['$name']);
    if (isPending(value['value'])) return pendingName(value['value'].$pending);
  }
  const text = printable(JSON.stringify(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function pendingName(key: string): string {
  return printable(key.slice(key.indexOf(':') + 1));
}
