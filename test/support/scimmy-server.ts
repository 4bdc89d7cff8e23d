import { createServer } from 'node:http';
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import { isJsonArray, isJsonObject, type JsonObject } from '../../src/model/json.ts';
import type { ResourceType, ScimResource } from '../../src/model/resource.ts';
import { listen } from './listen.ts';

export interface ScimmyOptions {
  readonly users?: readonly JsonObject[];
  readonly groups?: readonly JsonObject[];
  /** Asked for as `Authorization: Bearer …`; without it everybody is let in. */
  readonly token?: string;
}

export interface ScimmyServer {
  /** The base URL. */
  readonly url: string;
  /** What the service holds, by id; tests may read and change it. */
  readonly users: Map<string, ScimResource>;
  readonly groups: Map<string, ScimResource>;
  /** `GET /Users?startIndex=1&count=100`, in the order in which the requests came. */
  requests(): readonly string[];
  close(): Promise<void>;
}

/** What one server holds. SCIMMY's handlers are global, so that each request carries the store of its own server. */
interface Store {
  readonly User: Map<string, ScimResource>;
  readonly Group: Map<string, ScimResource>;
  serial: number;
}

const NAME = { User: 'userName', Group: 'displayName' } as const;

function fold(resource: JsonObject, name: string): string {
  return String(resource[name] ?? '').toLowerCase();
}

/** Puts a resource into the store, as a service does for POST, PUT and PATCH alike. */
function save(store: Store, type: ResourceType, given: JsonObject, knownId: string | undefined): ScimResource {
  const old = knownId === undefined ? undefined : store[type].get(knownId);
  if (knownId !== undefined && old === undefined) {
    throw new SCIMMY.Types.Error(404, '', `Resource ${knownId} not found`);
  }
  store.serial += 1;
  const id = knownId ?? `${type.toLowerCase()}-${store.serial}`;
  for (const other of type === 'User' ? store.User.values() : []) {
    if (other.id !== id && fold(other, NAME.User) === fold(given, NAME.User)) {
      throw new SCIMMY.Types.Error(409, 'uniqueness', `userName ${String(given[NAME.User])} is taken.`);
    }
  }
  const { schemas: _schemas, meta: _meta, ...attributes } = given;
  const created = isJsonObject(old?.['meta']) ? (old['meta']['created'] ?? null) : now();
  const saved = { ...attributes, id, meta: { created, lastModified: now() } };
  store[type].set(id, saved);
  return saved;
}

function now(): string {
  return new Date().toISOString();
}

/** SCIMMY hands over instances of its schema classes; what counts is their JSON. */
function plain(instance: unknown): JsonObject {
  return JSON.parse(JSON.stringify(instance));
}

function find(store: Store, type: ResourceType, id: string): ScimResource {
  const found = store[type].get(id);
  if (found === undefined) throw new SCIMMY.Types.Error(404, '', `Resource ${id} not found`);
  return found;
}

/** Deletes a resource and its memberships. */
function remove(store: Store, type: ResourceType, id: string): void {
  find(store, type, id);
  store[type].delete(id);
  for (const group of store.Group.values()) {
    const { members } = group;
    if (!isJsonArray(members)) continue;
    const left = members.filter((member) => !isJsonObject(member) || member['value'] !== id);
    store.Group.set(group.id, { ...group, members: left });
  }
}

interface Request {
  readonly id?: string;
  readonly filter?: { match(values: object[]): object[] };
}

function handlers(type: ResourceType) {
  return {
    ingress: (request: Request, instance: unknown, store: Store) => save(store, type, plain(instance), request.id),
    egress: (request: Request, store: Store) => {
      if (request.id !== undefined) return find(store, type, request.id);
      const all = [...store[type].values()];
      return request.filter === undefined ? all : request.filter.match(all);
    },
    degress: (request: Request, store: Store) => remove(store, type, request.id ?? ''),
  };
}

/** Declares resources and handlers; once for the process is enough. */
function declareOnce(): void {
  if (SCIMMY.Resources.declared(SCIMMY.Resources.User)) return;
  SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser);
  SCIMMY.Resources.declare(SCIMMY.Resources.User, handlers('User'));
  SCIMMY.Resources.declare(SCIMMY.Resources.Group, handlers('Group'));
}

/**
 * Starts SCIMMY, a SCIM service that knows nothing of rollcall, on 127.0.0.1. Several can run in one process.
 * Resources given without an id get `user-N` and `group-N`.
 */
export async function startScimmy(options: ScimmyOptions = {}): Promise<ScimmyServer> {
  declareOnce();
  const store: Store = { User: new Map(), Group: new Map(), serial: 0 };
  const seeds = { User: options.users ?? [], Group: options.groups ?? [] };
  for (const type of ['User', 'Group'] as const) {
    for (const seed of seeds[type]) {
      const { id } = seed;
      if (typeof id === 'string') store[type].set(id, { ...seed, id });
      save(store, type, seed, typeof id === 'string' ? id : undefined);
    }
  }
  const log: string[] = [];
  const app = express();
  app.use('/scim', (request, _response, next) => {
    log.push(`${request.method} ${request.url}`);
    next();
  });
  const handler = (request: express.Request): string => {
    if (options.token !== undefined && request.header('authorization') !== `Bearer ${options.token}`) {
      throw new Error('The token is not valid.');
    }
    return '';
  };
  app.use('/scim', new SCIMMYRouters({ type: 'bearer', handler, context: () => store }));
  const { port, close } = await listen(createServer(app));
  return {
    url: `http://127.0.0.1:${port}/scim`,
    users: store.User,
    groups: store.Group,
    requests: () => log,
    close,
  };
}
