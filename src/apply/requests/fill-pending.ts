import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Change, MemberIds, Operation, PlannedRequest } from '../../model/plan.ts';
import { isPending, type Pending } from '../../model/special-value.ts';

/** The ids of the resources that this run created, by key. */
export type CreatedIds = ReadonlyMap<string, string>;

/** The request with the ids of created resources wherever the plan says `{"$pending": key}` or, in a URL, `{pending:key}`; all must be known. */
export function fillRequest(request: PlannedRequest, ids: CreatedIds): PlannedRequest {
  const fill = ({ $pending }: Pending) => idOf($pending, ids);
  if (request.purpose === 'delete') return request;
  if (request.method !== 'PATCH') return { ...request, body: fillObject(request.body, fill) };
  const filled = (operations: readonly Operation[]) =>
    operations.map((operation) => ({ ...fillObject(operation, fill), op: operation.op }));
  const operations = filled(request.operations);
  const { otherwise } = request;
  const second = otherwise === undefined ? {} : { otherwise: filled(otherwise) };
  if (request.purpose === 'attributes') return { ...request, operations, ...second };
  return { ...request, operations, ...second, members: fillMembers(request.members, fill) };
}

function fillMembers(members: MemberIds, fill: (pending: Pending) => string): MemberIds {
  const known = (id: string | Pending) => (isPending(id) ? fill(id) : id);
  return 'add' in members ? { add: members.add.map(known) } : { remove: members.remove.map(known) };
}

/** The object with the ids that are known by now; what is not known yet stays as it is. */
export function fillKnown(object: JsonObject, ids: CreatedIds): JsonObject {
  return fillObject(object, (pending) => ids.get(pending.$pending) ?? pending);
}

type Fill = (pending: Pending) => JsonValue;

/** A URL whose end is not known yet. */
const PENDING_URL = /\{pending:(.+)\}$/su;

function fillObject(object: JsonObject, fill: Fill): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      name === '$ref' ? fillUrl(value, fill) : fillValue(value, fill),
    ]),
  );
}

function fillUrl(value: JsonValue, fill: Fill): JsonValue {
  const key = typeof value === 'string' ? PENDING_URL.exec(value)?.[1] : undefined;
  const id = key === undefined ? undefined : fill({ $pending: key });
  return typeof id === 'string' ? String(value).replace(PENDING_URL, () => encodeURIComponent(id)) : value;
}

function fillValue(value: JsonValue, fill: Fill): JsonValue {
  if (isPending(value)) return fill(value);
  if (isJsonArray(value)) return value.map((element) => fillValue(element, fill));
  if (isJsonObject(value)) return fillObject(value, fill);
  return value;
}

/** The id of the resource that a change is about, which a create learns from the service. */
export function resourceId(change: Change, ids: CreatedIds): string {
  return change.resource.id ?? idOf(change.key, ids);
}

function idOf(key: string, ids: CreatedIds): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The plan uses the id of ${key} before anything creates it.`);
  return id;
}
