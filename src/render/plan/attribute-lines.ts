import { EXTENSION_ALIASES, isExtension } from '../../model/attribute-table.ts';
import { canonicalJson, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { ManagedAttributes } from '../../model/plan.ts';
import { isPending, isSecretReference } from '../../model/special-value.ts';
import { ownProperty } from '../../syntax/property.ts';
import { visible } from '../text/visible-text.ts';

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

const SHORT_NAMES: ReadonlyMap<string, string> = new Map([...EXTENSION_ALIASES].map(([alias, urn]) => [urn, alias]));

function objectLines(prefix: string, before: JsonObject, after: JsonObject): readonly AttributeLine[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return names
    .filter((name) => name !== '$name' && !(prefix === '' && name === 'members'))
    .flatMap((name) => {
      const label = `${prefix}${SHORT_NAMES.get(name) ?? visible(name)}`;
      const [old, now] = [ownProperty(before, name) ?? null, ownProperty(after, name) ?? null];
      return valueLines(label, old, now, separatorAfter(name));
    });
}

/** An attribute of an extension follows its URN after a colon, all else after a dot (RFC 7644 section 3.10). */
function separatorAfter(name: string): ':' | '.' {
  return isExtension(name) && !SHORT_NAMES.has(name) ? ':' : '.';
}

function valueLines(name: string, before: JsonValue, after: JsonValue, separator: ':' | '.'): readonly AttributeLine[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (isJsonArray(before) || isJsonArray(after)) return listLines(name, elements(before), elements(after));
  if (isLeaf(before) && isLeaf(after)) return leafLine(name, before, after);
  return objectLines(`${name}${separator}`, isJsonObject(before) ? before : {}, isJsonObject(after) ? after : {});
}

/** References and secrets are objects in a plan and single values to a reader. */
function isLeaf(value: JsonValue): boolean {
  return !isJsonObject(value) || isPending(value) || isSecretReference(value) || isReference(value);
}

function isReference(value: JsonObject): boolean {
  return '$name' in value || isPending(value['value']);
}

function leafLine(name: string, before: JsonValue, after: JsonValue): readonly AttributeLine[] {
  if (before === null) return [{ symbol: '+', label: name, after: cut(printValue(after)) }];
  if (after === null) return [{ symbol: '-', label: name, before: cut(printValue(before)) }];
  const [old, now] = [printValue(before), printValue(after)];
  const same = sameStart(old, now);
  return [{ symbol: '~', label: name, before: cut(old, same), after: cut(now, same) }];
}

function elements(value: JsonValue): readonly JsonValue[] {
  return isJsonArray(value) ? value : value === null ? [] : [value];
}

/** Elements that are equal are left out; of the others, those of one type or of one value are one that changes. */
function listLines(name: string, before: readonly JsonValue[], after: readonly JsonValue[]): readonly AttributeLine[] {
  const gone = without(before, after);
  const come = without(after, before);
  const olds = new Map<JsonValue, JsonValue>();
  pairBy('type', come, gone, olds);
  pairBy('value', come, gone, olds);
  const replaced = new Set(olds.values());
  return [
    ...come.flatMap((element) => elementLines(name, olds.get(element) ?? null, element)),
    ...gone.filter((element) => !replaced.has(element)).flatMap((element) => elementLines(name, element, null)),
  ];
}

/** Pairs elements that share a sub-attribute which nobody else on their side has. */
function pairBy(
  sub: 'value' | 'type',
  come: readonly JsonValue[],
  gone: readonly JsonValue[],
  olds: Map<JsonValue, JsonValue>,
): void {
  const taken = new Set(olds.values());
  const byNew = bySub(
    come.filter((element) => !olds.has(element)),
    sub,
  );
  const byOld = bySub(
    gone.filter((element) => !taken.has(element)),
    sub,
  );
  for (const [key, [element, ...others]] of byNew) {
    const [old, ...more] = byOld.get(key) ?? [];
    if (element !== undefined && old !== undefined && others.length + more.length === 0) olds.set(element, old);
  }
}

function bySub(elements: readonly JsonValue[], sub: string): ReadonlyMap<JsonValue, readonly JsonValue[]> {
  return Map.groupBy(
    elements.filter((element) => isJsonObject(element) && element[sub] !== undefined),
    (element) => (isJsonObject(element) ? (element[sub] ?? null) : null),
  );
}

function without(elements: readonly JsonValue[], others: readonly JsonValue[]): readonly JsonValue[] {
  const texts = new Set(others.map(canonicalJson));
  return elements.filter((element) => !texts.has(canonicalJson(element)));
}

function elementLines(name: string, before: JsonValue, after: JsonValue): readonly AttributeLine[] {
  if (isJsonObject(before) && isJsonObject(after)) return changedElementLines(name, before, after);
  const element = after ?? before;
  const lines = isJsonObject(element) ? wholeElementLines(name, element) : leafLine(name, null, element);
  return after === null ? lines.map(reversed) : lines;
}

/** An element that comes; one that goes is the reverse. */
function wholeElementLines(name: string, element: JsonObject): readonly AttributeLine[] {
  const { type, ...rest } = element;
  if (Object.keys(rest).some((sub) => !SHORT_ELEMENT.has(sub))) {
    return subLines(at(name, type ?? element['value']), {}, rest);
  }
  const value = element['value'] ?? type ?? null;
  return leafLine(
    type === undefined ? name : at(name, type),
    null,
    element['primary'] === true ? { $primary: value } : value,
  );
}

function reversed({ label, after }: AttributeLine): AttributeLine {
  return { symbol: '-', label, ...(after === undefined ? {} : { before: after }) };
}

/** Named by its type, or by its value where the type is what changes. */
function changedElementLines(name: string, before: JsonObject, after: JsonObject): readonly AttributeLine[] {
  const { type, value } = after;
  const key = type !== undefined && type === before['type'] ? type : (value ?? type);
  return subLines(at(name, key), told(before, after), told(after, before));
}

const SHORT_ELEMENT: ReadonlySet<string> = new Set(['value', 'primary']);

function at(name: string, key: JsonValue | undefined): string {
  return `${name}[${visible(String(key ?? ''))}]`;
}

/** No `primary` means false (RFC 7643 section 2.4), which a reader is told where it changes. */
function told(element: JsonObject, other: JsonObject): JsonObject {
  return other['primary'] === true ? { ...element, primary: element['primary'] ?? false } : element;
}

/** `value` is what an element is about, so that it stands under the element's own label. */
function subLines(label: string, before: JsonObject, after: JsonObject): readonly AttributeLine[] {
  return objectLines(`${label}.`, before, after).map((line) =>
    line.label === `${label}.value` ? { ...line, label } : line,
  );
}

const LONGEST = 120;
const LEAD = 40;

/** A text that fits on a line; of a long one the part around `from`, so that two long texts show where they differ. */
function cut(text: string, from = 0): string {
  const characters = [...text];
  const start = characters.length > LONGEST ? Math.max(0, from - LEAD) : 0;
  const shown = characters.slice(start, start + LONGEST);
  return `${start > 0 ? '…' : ''}${shown.join('')}${start + shown.length < characters.length ? '…' : ''}`;
}

/** How many characters two texts have in common at their start. */
function sameStart(a: string, b: string): number {
  const [first, second] = [[...a], [...b]];
  const index = first.findIndex((character, i) => character !== second[i]);
  return index < 0 ? first.length : index;
}

/** One value as a reader sees it: strings quoted, references by name, secrets by their place. */
function printValue(value: JsonValue): string {
  if (isSecretReference(value)) return `(secret from ${visible(value.$secret)})`;
  if (isPending(value)) return pendingName(value.$pending);
  if (isJsonObject(value)) {
    if ('$primary' in value) return `${printValue(value['$primary'] ?? null)} (primary)`;
    if (typeof value['$name'] === 'string') return visible(value['$name']);
    if (isPending(value['value'])) return pendingName(value['value'].$pending);
  }
  return visible(JSON.stringify(value));
}

function pendingName(key: string): string {
  return visible(key.slice(key.indexOf(':') + 1));
}
