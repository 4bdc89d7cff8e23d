import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { NAME_ATTRIBUTE } from '../../model/resource.ts';
import { ScimError } from '../http/refuse.ts';
import { createResource, type ResourceChange, updateResource } from '../resources/change-resource.ts';
import { readResource } from '../resources/read-resource.ts';
import type { Draft } from '../resources/resource-draft.ts';
import type { TypeOfService } from '../service-rules.ts';
import type { State } from '../store/state.ts';
import { idByUnique, idsOf, type Store, type StoredResource } from '../store/store.ts';
import { bodyOf, requestedProjection } from './route-context.ts';
import { commitAndAnswer } from './write-answer.ts';

const NOBODY: ReadonlySet<string> = new Set();

/** Creates a resource (RFC 7644 section 3.3), or does what the service does in its place. */
export async function create(context: Context, state: State, type: TypeOfService): Promise<Response> {
  const projection = requestedProjection(context, state);
  const draft = readResource(type, await bodyOf(context, state), NOBODY);
  const { creation } = type.rules;
  const known = changeOfKnown(state.store, type, draft);
  if (known !== undefined) return commitAndAnswer(context, state, known, projection, creation.taken.status);
  const change = createResource(state.store, type.name, draft);
  const { resource } = change;
  if (creation.seats !== null && idsOf(state.store, type.name).length >= creation.seats) {
    return commitAndAnswer(context, state, { resource, mutations: [] }, projection, creation.status);
  }
  delay(state, resource);
  if (creation.failure !== null && isFirst(state, resource)) {
    await state.commit(change.mutations);
    throw new ScimError(creation.failure, 'This did not work; try again.', undefined, { 'retry-after': '1' });
  }
  const told = creation.toldId === 'own' ? resource : { ...resource, id: randomUUID() };
  return commitAndAnswer(context, state, { ...change, resource: told }, projection, creation.status);
}

/** What a creation does to the resource that has its name already; undefined where there is none, or the name is refused. */
function changeOfKnown(store: Store, type: TypeOfService, draft: Draft): ResourceChange | undefined {
  const { creation } = type.rules;
  const attribute = NAME_ATTRIBUTE[type.name];
  const name = draft.attributes[attribute];
  const resource = store.resources.get(
    typeof name === 'string' ? (idByUnique(store, type.name, attribute, name) ?? '') : '',
  );
  if (resource === undefined) return undefined;
  const does = resource.attributes['active'] === false ? creation.taken.inactive : creation.taken.active;
  switch (does) {
    case 'conflicts':
      return undefined;
    case 'isTold':
      return { resource, mutations: [] };
    case 'updates': {
      const attributes = { ...resource.attributes, active: true, ...draft.attributes };
      const hasPassword = draft.hasPassword || resource.hasPassword;
      return updateResource(store, resource, { ...draft, attributes, hasPassword });
    }
  }
}

/** Lets a new resource show only later, where the service does. */
function delay({ store, timetable }: State, { id }: StoredResource): void {
  const { showsAfter } = store.service.rules.timing;
  if (showsAfter === null) return;
  store.late.add(id);
  timetable.after(showsAfter, () => store.late.delete(id));
}

/** Whether nothing of this name was created before. */
function isFirst({ once }: State, { type, attributes }: StoredResource): boolean {
  const key = `${type} ${String(attributes[NAME_ATTRIBUTE[type]])}`;
  if (once.has(key)) return false;
  once.add(key);
  return true;
}
