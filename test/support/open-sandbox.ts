import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { isJsonObject, type JsonObject } from '../../src/model/json.ts';
import type { ResourceType } from '../../src/model/resource.ts';
import { createApp } from '../../src/sandbox/http/app.ts';
import { serviceOf } from '../../src/sandbox/service-of-rules.ts';
import type { Seed, ServiceRules } from '../../src/sandbox/service-rules.ts';
import { plantSeed } from '../../src/sandbox/store/seed.ts';
import { createState } from '../../src/sandbox/store/state.ts';
import { createStore, idsOf, membersOf, type Store } from '../../src/sandbox/store/store.ts';
import { MEMORY_JOURNAL } from '../../src/sandbox/store/store-journal.ts';
import { listen } from './listen.ts';

/** A resource as it is kept, whatever the service says of it. */
export interface Kept {
  readonly id: string;
  readonly attributes: JsonObject;
  /** Ids, in their order; none for a user. */
  readonly members: readonly string[];
}

/** All that is kept. */
export interface Contents {
  readonly users: readonly Kept[];
  readonly groups: readonly Kept[];
}

/** A sandbox on 127.0.0.1 whose store a test looks into, past everything that the service answers. */
export interface OpenSandbox {
  readonly url: string;
  /** Every `Authorization` that was sent to it. */
  readonly authorizations: ReadonlySet<string>;
  /** What is kept now, after what is due by the clock. */
  contents(): Promise<Contents>;
  close(): Promise<void>;
}

/**
 * Starts it.
 * @param now its time in milliseconds
 */
export async function openSandbox(rules: ServiceRules, seed: Seed, now: () => number): Promise<OpenSandbox> {
  const store = createStore(serviceOf(rules));
  plantSeed(store, seed);
  const state = createState(store, MEMORY_JOURNAL, now);
  const app = createApp(state, { token: undefined, permissions: undefined, log: () => undefined });
  const authorizations = new Set<string>();
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((request, response) => {
    authorizations.add(request.headers.authorization ?? 'none');
    return answer(request, response);
  });
  const { port, close } = await listen(server);
  return {
    url: `http://127.0.0.1:${port}${rules.address.basePath}`,
    authorizations,
    contents: async () => {
      await state.timetable.catchUp();
      return { users: keptOf(store, 'User'), groups: keptOf(store, 'Group') };
    },
    close,
  };
}

function keptOf(store: Store, type: ResourceType): readonly Kept[] {
  return idsOf(store, type).flatMap((id) => {
    const kept = store.resources.get(id);
    if (kept === undefined || !isJsonObject(kept.attributes)) return [];
    return [{ id, attributes: kept.attributes, members: [...membersOf(store, id)].sort() }];
  });
}
