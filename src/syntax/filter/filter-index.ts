import type { JsonObject } from '../../model/json.ts';
import { foldCase } from '../../model/resource.ts';
import { type EvaluationRules, evaluate, scalarsAt } from './evaluate.ts';
import type { AttributePath, Comparison, Filter } from './filter.ts';
import { printAttribute } from './print-filter.ts';

/** Numbers of items, each once. */
type Found = ReadonlySet<number>;
const NOBODY: Found = new Set();

/**
 * Answers many filters about the same items: each attribute that filters compare with a text by `eq` is gone through once,
 * so that rules by department take no longer than the people whom they find.
 * @returns the items for which a filter without aliases holds, in their order
 */
export function filterIndex<Item>(
  items: readonly Item[],
  resourceOf: (item: Item) => JsonObject,
  rules: EvaluationRules,
): (filter: Filter) => readonly Item[] {
  const quick = rememberedRules(rules);
  const indexes = new Map<string, ReadonlyMap<string, Found>>();
  const indexOf = (path: AttributePath): ReadonlyMap<string, Found> => {
    const name = printAttribute(path).toLowerCase();
    const index = indexes.get(name) ?? textsOf(items.map(resourceOf), path);
    indexes.set(name, index);
    return index;
  };
  return (filter) => {
    const near = nearly(filter, rules, indexOf);
    const candidates = near === undefined ? items : inOrder(near, items);
    return candidates.filter((item) => evaluate(filter, resourceOf(item), quick));
  };
}

function inOrder<Item>(found: Found, items: readonly Item[]): readonly Item[] {
  return [...found].sort((a, b) => a - b).flatMap((at) => items.slice(at, at + 1));
}

type IndexOf = (path: AttributePath) => ReadonlyMap<string, Found>;

/** Everybody for whom a filter may hold, found by equality alone; undefined where that does not tell. */
function nearly(filter: Filter, rules: EvaluationRules, indexOf: IndexOf): Found | undefined {
  switch (filter.kind) {
    case 'compare':
      return isText(filter, rules) ? (indexOf(filter.path).get(foldCase(filter.value)) ?? NOBODY) : undefined;
    case 'and':
      return filter.operands
        .flatMap((operand) => nearly(operand, rules, indexOf) ?? [])
        .sort((a, b) => a.size - b.size)
        .at(0);
    case 'or': {
      const parts = filter.operands.map((operand) => nearly(operand, rules, indexOf));
      return parts.includes(undefined) ? undefined : new Set(parts.flatMap((part) => [...(part ?? [])]));
    }
    default:
      return undefined;
  }
}

/** Points in time may be written differently and be equal. */
function isText(filter: Comparison, rules: EvaluationRules): filter is Comparison & { readonly value: string } {
  return filter.op === 'eq' && typeof filter.value === 'string' && !rules.isDateTime(filter.path);
}

/** Without regard to case, which finds too many rather than too few. */
function textsOf(resources: readonly JsonObject[], path: AttributePath): ReadonlyMap<string, Found> {
  const index = new Map<string, Set<number>>();
  for (const [at, resource] of resources.entries()) {
    for (const value of scalarsAt(resource, path)) {
      if (typeof value !== 'string') continue;
      const key = foldCase(value);
      const found = index.get(key) ?? new Set();
      index.set(key, found.add(at));
    }
  }
  return index;
}

/** The same rules, each path looked up once. */
function rememberedRules(rules: EvaluationRules): EvaluationRules {
  return {
    caseExact: remembered(rules.caseExact),
    isDateTime: remembered(rules.isDateTime),
    isBoolean: remembered(rules.isBoolean),
  };
}

function remembered(rule: (path: AttributePath) => boolean): (path: AttributePath) => boolean {
  const known = new WeakMap<AttributePath, boolean>();
  return (path) => {
    const answer = known.get(path) ?? rule(path);
    known.set(path, answer);
    return answer;
  };
}
