import { canonicalJson, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { Change, Edit, ManagedAttributes, Plan, PlannedRequest } from '../model/plan.ts';

/** What of a plan decides what is sent, and where to. */
export type Identified = Pick<Plan, 'target' | 'profile' | 'environment' | 'changes'>;

/**
 * The id of a plan: the same whatever folder, run or unrelated edit, and another one as soon as something else would be sent.
 * Neither lines nor fingerprints, moments and flags are in it; of a body its edits stand for it.
 * @param hash SHA-256 of a text in hex, or a keyed one, so that nobody guesses hidden values from an id
 */
export function planId({ target, profile, environment, changes }: Identified, hash: (text: string) => string): string {
  const sorted = changes.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return hash(
    canonicalJson({ target: normalTarget(target), profile, environment, changes: sorted.map(identifiedChange) }),
  );
}

/** A base URL with its host in lower case, no default port and no slash at its end; a sandbox's name as it is. */
function normalTarget(target: string): string {
  if (!URL.canParse(target) || !/^https?:/i.test(target)) return target;
  const url = new URL(target);
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}${url.search}`;
}

function identifiedChange({ action, resource, before, after, edits, requests }: Change): JsonObject {
  return {
    action,
    id: resource.id ?? null,
    edits: edits.map(identifiedEdit).sort(byText),
    members: { add: memberKeys('add', after ?? before), remove: memberKeys('remove', after ?? before) },
    requests: requests.map(identifiedRequest),
  };
}

function identifiedEdit({ label, kind, before, after }: Edit): JsonObject {
  return { label, kind, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function byText(a: JsonValue, b: JsonValue): number {
  const [one, other] = [canonicalJson(a), canonicalJson(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** `User:ada@example.com`, sorted; an unknown member goes by its id. */
function memberKeys(list: 'add' | 'remove', attributes: ManagedAttributes | null): readonly string[] {
  const members = attributes?.['members'];
  const found = isJsonObject(members) ? members[list] : undefined;
  if (!isJsonArray(found)) return [];
  return found.flatMap((member) => (isJsonObject(member) ? [`${member['type']}:${member['name']}`] : [])).sort();
}

function identifiedRequest(request: PlannedRequest): JsonObject {
  const { method, path } = request;
  if (!('operations' in request)) return { method, path };
  const otherwise = 'otherwise' in request && request.otherwise !== undefined ? { otherwise: request.otherwise } : {};
  return { method, path, operations: request.operations, ...otherwise };
}
