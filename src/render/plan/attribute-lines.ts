import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Edit } from '../../model/plan.ts';
import { isPending, isSecretReference } from '../../model/special-value.ts';
import { differsUnseen, escapedText } from '../text/escaped-text.ts';
import type { Page } from '../text/page.ts';
import { visible } from '../text/visible-text.ts';

/** One attribute, sub-attribute or element that a change touches; `before` or `after` is missing where there is no value. */
export interface AttributeLine {
  readonly symbol: '+' | '~' | '-';
  /** `title`, `name.givenName`, `emails[work]`, `enterprise.department` */
  readonly label: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * The edits of a change as lines, in their order: one for each, more where a value of several parts comes or goes. Long
 * values are cut where the page is not to hold them whole. Where no value is shown, the name alone.
 */
export function attributeLines(edits: readonly Edit[], { full }: Pick<Page, 'full'>): readonly AttributeLine[] {
  const fit = full ? (text: string) => text : cut;
  return edits.flatMap(({ label, kind, before, after }): readonly AttributeLine[] => {
    const name = visible(label);
    if (before === undefined && after === undefined) return [{ symbol: SYMBOLS[kind], label: name }];
    if (before !== undefined && after !== undefined) {
      const [old, now] = printPair(before, after);
      const same = sameStart(old, now);
      return [{ symbol: '~', label: name, before: fit(old, same), after: fit(now, same) }];
    }
    if (after !== undefined)
      return valueLines(name, after).map((line) => ({ symbol: '+', label: line.label, after: fit(line.text) }));
    return valueLines(name, before ?? null).map((line) => ({ symbol: '-', label: line.label, before: fit(line.text) }));
  });
}

const SYMBOLS = { add: '+', replace: '~', remove: '-' } as const satisfies Record<
  Edit['kind'],
  AttributeLine['symbol']
>;

interface ValueLine {
  readonly label: string;
  readonly text: string;
}

/** A value, and what it consists of where that are several things. */
function valueLines(label: string, value: JsonValue): readonly ValueLine[] {
  if (isJsonArray(value)) return value.flatMap((element) => valueLines(label, element));
  if (!isJsonObject(value) || isLeaf(value)) return [{ label, text: printValue(value) }];
  // The type of an element stands in its label.
  const parts = Object.entries(value).filter(([sub]) => sub !== 'type' || !label.endsWith(']'));
  if (parts.every(([sub]) => sub === 'value' || sub === 'primary')) {
    const text = printValue(value['value'] ?? value['type'] ?? null);
    return [{ label, text: value['primary'] === true ? `${text} (primary)` : text }];
  }
  return parts.flatMap(([sub, part]) => valueLines(sub === 'value' ? label : `${label}.${visible(sub)}`, part));
}

/** References and secrets are objects in a plan and single values to a reader. */
function isLeaf(value: JsonObject): boolean {
  return isPending(value) || isSecretReference(value) || '$name' in value || isPending(value['value']);
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
    if (typeof value['$name'] === 'string') return visible(value['$name']);
    if (isPending(value['value'])) return pendingName(value['value'].$pending);
  }
  return visible(JSON.stringify(value));
}

/** Two values of which a reader sees the difference: where both look the same, what nobody sees is escaped. */
function printPair(before: JsonValue, after: JsonValue): [before: string, after: string] {
  const isHidden = typeof before === 'string' && typeof after === 'string' && differsUnseen(before, after);
  return isHidden ? [`"${escapedText(before)}"`, `"${escapedText(after)}"`] : [printValue(before), printValue(after)];
}

function pendingName(key: string): string {
  return visible(key.slice(key.indexOf(':') + 1));
}
