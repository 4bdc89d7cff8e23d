import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Change, Edit, ManagedAttributes, PlannedRequest, Sensitivity } from '../../model/plan.ts';
import { attributeLines } from '../plan/attribute-lines.ts';
import { HIDDEN, withoutSelectors } from './hidden-value.ts';

/**
 * A change without a value: what it does to which attributes, how many members join and leave, and that it is sent.
 * @param keyOf the key as it may be shown
 */
export function hiddenChange(change: Change, keyOf: (key: string) => string): Change {
  const key = keyOf(change.key);
  const { type, name } = change.resource;
  const { neededBy, sensitive, source, before, after } = change;
  return {
    ...change,
    key,
    resource: { type, name: key === change.key ? name : key.slice(key.indexOf(':') + 1) },
    source,
    before: hiddenAttributes(before),
    after: hiddenAttributes(after),
    edits: hiddenEdits(change.edits),
    dependsOn: change.dependsOn.map(keyOf),
    requests: change.requests.map((request) => hiddenRequest(request, keyOf)),
    fingerprint: HIDDEN,
    ...(neededBy === undefined ? {} : { neededBy: keyOf(neededBy) }),
    ...(sensitive === undefined
      ? {}
      : { sensitive: sensitive.map((reason) => hiddenReason(reason, change.key, keyOf)) }),
  };
}

/** The names of the attributes that edits touch, each once. */
export function hiddenEdits(edits: readonly Edit[]): readonly Edit[] {
  const kinds = { '+': 'add', '~': 'replace', '-': 'remove' } as const;
  const hidden = attributeLines(edits, { full: true }).map(
    ({ symbol, label }): Edit => ({ label: withoutSelectors(label), kind: kinds[symbol] }),
  );
  return [...new Map(hidden.map((edit) => [`${edit.kind} ${edit.label}`, edit])).values()];
}

/** Nothing but how many members come, go and stay. */
function hiddenAttributes(attributes: ManagedAttributes | null): ManagedAttributes | null {
  const members = attributes?.['members'];
  if (attributes === null || !isJsonObject(members)) return attributes === null ? null : {};
  const { add, remove, ...rest } = members;
  return { members: { ...rest, add: hiddenMembers(add), remove: hiddenMembers(remove) } };
}

function hiddenMembers(members: JsonValue | undefined): readonly JsonValue[] {
  if (!isJsonArray(members)) return [];
  return members.map((member): JsonObject => {
    const type = isJsonObject(member) ? (member['type'] ?? 'unknown') : 'unknown';
    return { value: HIDDEN, name: HIDDEN, type };
  });
}

/** A group that holds the one that is joined may be on the service alone. */
function hiddenReason(reason: Sensitivity, own: string, keyOf: (key: string) => string): Sensitivity {
  if (reason.by === 'attribute') return { by: 'attribute', label: withoutSelectors(reason.label) };
  return { by: 'group', key: reason.key === own ? keyOf(own) : `group:${HIDDEN}` };
}

/** `/Users/…`: an id may be a name. */
function hiddenRequest(request: PlannedRequest, keyOf: (key: string) => string): PlannedRequest {
  const [, endpoint = '', ...rest] = request.path.split('/');
  const path = rest.length === 0 ? `/${endpoint}` : `/${endpoint}/${HIDDEN}`;
  const { dependsOn } = request;
  const shown = { ...request, path, ...(dependsOn === undefined ? {} : { dependsOn: dependsOn.map(keyOf) }) };
  switch (shown.method) {
    case 'DELETE':
      return shown;
    case 'POST':
    case 'PUT':
      return { ...shown, body: {} };
    case 'PATCH': {
      const operations = { operations: [], ...('otherwise' in shown ? { otherwise: [] } : {}) };
      if (shown.purpose === 'attributes') return { ...shown, ...operations };
      const { members } = shown;
      const ids =
        'add' in members ? { add: members.add.map(() => HIDDEN) } : { remove: members.remove.map(() => HIDDEN) };
      return { ...shown, ...operations, members: ids };
    }
    default:
      return shown satisfies never;
  }
}
