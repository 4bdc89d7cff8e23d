import { isJsonArray, isJsonObject } from '../../model/json.ts';
import type { Change } from '../../model/plan.ts';
import { NAME_ATTRIBUTE, type ResourceType } from '../../model/resource.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { fillKnown } from '../requests/fill-pending.ts';
import type { Run } from '../run.ts';
import type { Members } from './compare-members.ts';
import { firstRead } from './first-reading.ts';
import type { Bounds } from './outside.ts';
import type { Trail } from './trail.ts';

/** A resource that this run wrote to, with all that its last reading is judged by. */
export interface Touched {
  /** With the ids that are known by now. */
  readonly change: Change;
  readonly id: string;
  readonly trail: Trail;
  readonly bounds: Bounds;
  readonly members: Members;
}

/** Puts together what a change is judged by; undefined for a creation of which no id is known. */
export function touchedBy(change: Change, run: Run): Touched | undefined {
  const { type } = change.resource;
  const id = change.resource.id ?? run.ids.get(change.key);
  const trail = run.trails.get(change.key);
  if (id === undefined || trail === undefined) return undefined;
  const { reading, context, ids, removed } = run;
  const bounds: Bounds = {
    type,
    context,
    ignored: reading?.ignored.get(change.key) ?? [],
    asked: reading?.asking[type].attributes,
    removed,
  };
  const { before, after } = change;
  const filled = { ...change, before: before && fillKnown(before, ids), after: after && fillKnown(after, ids) };
  const unwanted = reading?.unwanted.get(change.key) ?? new Set();
  return { change: filled, id, trail, bounds, members: { nameOf: namesOf(filled, run), removed, unwanted } };
}

const TYPES: readonly ResourceType[] = ['User', 'Group'];

/** Names of members: as the plan has them, of the first reading, or of what this run created; else their id. */
function namesOf({ after }: Change, { reading, created }: Run): (id: string) => string {
  const members = after?.['members'];
  const lists = isJsonObject(members) ? [members['add'], members['remove']] : [];
  const planned = lists.flatMap((list) => (isJsonArray(list) ? list : [])).filter(isJsonObject);
  return (id) => {
    const name = planned.find(({ value }) => value === id)?.['name'];
    if (typeof name === 'string') return name;
    const held = TYPES.map((type) => reading && firstRead(reading, type, id)).find((found) => found !== undefined);
    if (held === undefined) return created.get(id)?.name ?? id;
    const type = NAME_ATTRIBUTE.User in held ? 'User' : 'Group';
    return resourceName(type, held) ?? id;
  };
}
