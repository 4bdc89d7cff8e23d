import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import type { Operation, Plan } from '../../src/model/plan.ts';
import { renderPlanText } from '../../src/render/plan/plan-text.ts';
import { PLAIN } from '../../src/render/text/style.ts';
import type { Filter } from '../../src/syntax/filter/filter.ts';
import { parsePath, type ValuePath } from '../../src/syntax/path.ts';
import { planOf } from '../support/planning.ts';
import type { Property } from '../support/runs.ts';

/*
 * A reviewer reads the screen, the service gets the operations: both are read here as the leaves that go and come, a
 * leaf being a sub-attribute of an element with its value. No `primary` is `primary: false` (RFC 7643 section 2.4).
 */

/** What must hold of what a plan shows. */
export const VIEW_PROPERTIES: readonly Property[] = [
  {
    sentence: 'what the screen shows of a list is exactly what the operations touch',
    check: fc.property(lists('held'), lists('declared'), (held, emails) => {
      const plan = planOf({
        users: [{ attributes: { userName: 'ada', emails } }],
        current: { users: [{ id: '1', userName: 'ada', emails: held }] },
      });
      const shown = shownIn(plan);
      const { after, touched } = send(plan, held);
      assert.deepEqual(without([...held.flatMap(leavesOf), ...shown.come], shown.gone), after.flatMap(leavesOf).sort());
      if (touched !== undefined) assert.deepEqual(sorted(shown), sorted(touched));
    }),
  },
  {
    sentence: 'what the screen shows of a creation is exactly what the request carries',
    check: fc.property(lists('held'), (emails) => {
      const plan = planOf({ users: [{ attributes: { userName: 'ada', emails } }] });
      const bodies = plan.changes.flatMap(({ requests }) =>
        requests.flatMap((one) => (one.method === 'POST' ? [one.body] : [])),
      );
      const sent = bodies.flatMap((body) => (isJsonArray(body['emails']) ? body['emails'].filter(isJsonObject) : []));
      assert.deepEqual(sorted(shownIn(plan)), { gone: [], come: sent.flatMap(leavesOf).sort() });
      assert.deepEqual(
        plan.changes.flatMap(({ edits }) => edits.flatMap(({ after }) => after ?? [])),
        ['ada', ...sent],
      );
    }),
  },
];

interface Leaves {
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** Lists in which no element stands twice and at most one is primary. */
function lists(side: 'held' | 'declared'): fc.Arbitrary<readonly JsonObject[]> {
  const maybe = (...values: readonly JsonValue[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
  const element = fc.record({
    value: fc.constantFrom('a', 'b', 'c'),
    type: maybe('work', 'home', 'other'),
    display: side === 'held' ? maybe('one', 'two') : maybe('one', 'two', null),
  });
  return fc
    .tuple(
      fc.uniqueArray(element, { maxLength: 4, selector: ({ value, type }) => `${value} ${type}` }),
      fc.nat({ max: 7 }),
    )
    .map(([elements, primary]) =>
      elements.map((one, i) => {
        const known = Object.entries(one).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value] as const],
        );
        return { ...Object.fromEntries(known), ...(i === primary ? { primary: true } : {}) };
      }),
    );
}

/** A line of the screen: `+ emails[work].display: "one"`, `~ emails[work]: "a" → "b"`, `- emails: "a" (primary)`. */
const LINE = /^ {6}([-+~]) emails(?:\[(\w*)\])?(?:\.(\w+))?: +(.*)$/u;

function shownIn(plan: Plan): Leaves {
  const gone: string[] = [];
  const come: string[] = [];
  for (const text of renderPlanText(plan, PLAIN).split('\n')) {
    const [, symbol, key, sub = 'value', values = ''] = LINE.exec(text) ?? [];
    if (symbol === undefined) continue;
    const [first = '', second = ''] = values.replace(/ \(primary\)$/u, '').split(' → ');
    if (symbol !== '+') gone.push(...leaf(sub, first));
    if (symbol !== '-') come.push(...leaf(sub, symbol === '+' ? first : second));
    if (sub !== 'value' || symbol === '~') continue;
    // An element comes and goes with its type, which stands in brackets, and is primary where that is said.
    const side = symbol === '+' ? come : gone;
    if (key !== undefined && `"${key}"` !== first) side.push(`type "${key}"`);
    if (values.endsWith(' (primary)')) side.push('primary true');
  }
  return { gone, come };
}

interface Sent {
  readonly after: readonly JsonObject[];
  /** Undefined where the list was written whole, which says nothing of what was meant. */
  readonly touched: Leaves | undefined;
}

function send({ changes }: Plan, held: readonly JsonObject[]): Sent {
  const operations = changes.flatMap(({ requests }) =>
    requests.flatMap((request) => (request.method === 'PATCH' ? request.operations : [])),
  );
  const steps = operations.map((operation) => operation as Operation & { readonly path: string; value?: JsonValue });
  const touched: { gone: string[]; come: string[] } = { gone: [], come: [] };
  let isWhole = false;
  let after = held;
  for (const { op, path: text, value } of steps) {
    const { filter, subAttribute: sub } = valuePath(text);
    const list = isJsonArray(value) ? value.filter(isJsonObject) : [];
    if (filter === undefined) {
      isWhole ||= op !== 'add';
      after = [...(op === 'add' ? after : []), ...list];
      touched.come.push(...list.flatMap(leavesOf));
      continue;
    }
    const [old, ...others] = after.filter((element) => selects(filter, element));
    assert.ok(old !== undefined && others.length === 0, `${text} selects ${others.length} others`);
    const changed = sub === undefined ? undefined : withSub(old, sub, value);
    after = after.flatMap((element) => (element !== old ? [element] : changed === undefined ? [] : [changed]));
    touched.gone.push(...(sub === undefined ? leavesOf(old) : leaf(sub, JSON.stringify(old[sub]))));
    if (sub !== undefined) touched.come.push(...leaf(sub, JSON.stringify(value)));
  }
  return { after, touched: isWhole ? undefined : touched };
}

function valuePath(text: string): ValuePath {
  const path = parsePath(text);
  assert.ok(path.attribute !== undefined);
  return path;
}

function selects(filter: Filter, element: JsonObject): boolean {
  if (filter.kind === 'and') return filter.operands.every((operand) => selects(operand, element));
  assert.ok(filter.kind === 'compare' && filter.op === 'eq');
  return element[filter.path.attribute] === filter.value;
}

function withSub(element: JsonObject, sub: string, value: JsonValue | undefined): JsonObject {
  const { [sub]: _old, ...rest } = element;
  return value === undefined ? rest : { ...rest, [sub]: value };
}

function leavesOf(element: JsonObject): readonly string[] {
  return Object.entries(element).flatMap(([sub, value]) => leaf(sub, JSON.stringify(value)));
}

function leaf(sub: string, text: string | undefined): readonly string[] {
  const isNone = text === undefined || text === 'null' || (sub === 'primary' && text === 'false');
  return isNone ? [] : [`${sub} ${text}`];
}

function without(leaves: readonly string[], gone: readonly string[]): readonly string[] {
  const left = [...leaves];
  for (const one of gone) {
    const at = left.indexOf(one);
    assert.ok(at >= 0, `${one} was not there`);
    left.splice(at, 1);
  }
  return left.sort();
}

function sorted({ gone, come }: Leaves): Leaves {
  return { gone: gone.toSorted(), come: come.toSorted() };
}
