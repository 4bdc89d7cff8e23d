import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Operation } from '../../model/plan.ts';
import { FilterSyntaxError } from '../../syntax/filter/filter-syntax-error.ts';
import { parsePath, type ValuePath } from '../../syntax/path.ts';

/** A PATCH that adds members, or removes members, and does nothing else. */
export interface MemberRequest {
  readonly kind: 'add' | 'remove';
  readonly ids: readonly string[];
  /** The same for some of the members. */
  only(ids: ReadonlySet<string>): readonly Operation[];
}

/** One operation on members, in any of the spellings that services want. */
interface MemberOperation {
  readonly kind: 'add' | 'remove';
  readonly ids: readonly string[];
  readonly only: (ids: ReadonlySet<string>) => Operation;
}

/** Reads a PATCH as one of members; undefined if it is about anything else, or about both. */
export function memberRequest(operations: readonly Operation[]): MemberRequest | undefined {
  const read = operations.map(memberOperation);
  const known = read.filter((operation) => operation !== undefined);
  const [first] = known;
  if (first === undefined || known.length < read.length || known.some(({ kind }) => kind !== first.kind))
    return undefined;
  return {
    kind: first.kind,
    ids: known.flatMap(({ ids }) => ids),
    only: (ids) =>
      known.filter((operation) => operation.ids.some((id) => ids.has(id))).map((operation) => operation.only(ids)),
  };
}

function memberOperation(operation: Operation): MemberOperation | undefined {
  const kind = operation.op.toLowerCase();
  if (kind !== 'add' && kind !== 'remove') return undefined;
  const { path: text, value } = operation as JsonObject & { readonly path?: JsonValue; readonly value?: JsonValue };
  if (typeof text !== 'string') return pathless(kind, operation, value);
  const path = valuePath(text);
  if (path?.attribute.toLowerCase() !== 'members') return undefined;
  if (path.filter === undefined) return withList(kind, value, (members) => ({ ...operation, value: members }));
  const { filter } = path;
  const isOne =
    kind === 'remove' && filter.kind === 'compare' && filter.op === 'eq' && typeof filter.value === 'string';
  return isOne ? { kind, ids: [String(filter.value)], only: () => operation } : undefined;
}

function valuePath(text: string): ValuePath | undefined {
  try {
    const path = parsePath(text);
    return path.attribute === undefined ? undefined : path;
  } catch (error) {
    if (error instanceof FilterSyntaxError) return undefined;
    throw error;
  }
}

/** `{ "op": "add", "value": { "members": […] } }` */
function pathless(
  kind: 'add' | 'remove',
  operation: Operation,
  value: JsonValue | undefined,
): MemberOperation | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== 1) return undefined;
  return withList(kind, value['members'], (members) => ({ ...operation, value: { members } }));
}

function withList(
  kind: 'add' | 'remove',
  list: JsonValue | undefined,
  rebuild: (members: readonly JsonValue[]) => Operation,
): MemberOperation | undefined {
  if (!isJsonArray(list)) return undefined;
  return {
    kind,
    ids: list.flatMap((member) => idOf(member) ?? []),
    only: (ids) => rebuild(list.filter((member) => ids.has(idOf(member) ?? ''))),
  };
}

function idOf(member: JsonValue): string | undefined {
  const id = isJsonObject(member) ? member['value'] : member;
  return typeof id === 'string' ? id : undefined;
}
