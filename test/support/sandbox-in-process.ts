import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import type { Change, PlannedRequest } from '../../src/model/plan.ts';
import type { ResourceType, ScimResource } from '../../src/model/resource.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { createApp } from '../../src/sandbox/http/app.ts';
import { serviceOf } from '../../src/sandbox/service-of-rules.ts';
import type { Seed, Service } from '../../src/sandbox/service-rules.ts';
import { GENERIC } from '../../src/sandbox/services/generic.ts';
import { plantSeed } from '../../src/sandbox/store/seed.ts';
import { createState } from '../../src/sandbox/store/state.ts';
import { createStore, mutate, type Store } from '../../src/sandbox/store/store.ts';
import { MEMORY_JOURNAL } from '../../src/sandbox/store/store-journal.ts';
import { BADGE } from './badge-extension.ts';

/** A sandbox without a socket, for thousands of worlds; it knows the badge extension too. */
export interface SandboxInProcess {
  list(type: ResourceType): Promise<readonly ScimResource[]>;
  /** @throws with the answer where it is an error */
  send(request: PlannedRequest): Promise<JsonObject>;
}

const { User, Group } = GENERIC.types;
const SERVICE: Service = serviceOf({
  ...GENERIC,
  types: { User: { ...User, extensions: [...User.extensions, BADGE], patchAnswer: 'resource' }, Group },
});
const PATHS = { User: '/Users', Group: '/Groups' } as const;
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** Fills a new sandbox. */
export function sandboxInProcess(seed: Seed): SandboxInProcess {
  const store = createStore(SERVICE);
  const { Users = [], Groups = [] } = seed;
  plantSeed(store, { Users: Users.map(withoutReferences), Groups: Groups.map(withoutReferences) });
  for (const user of Users) plantManager(store, user);
  for (const { id, members } of Groups) {
    mutate(store, { kind: 'members', id: String(id), add: memberValues(members), remove: [] });
  }
  const options = { token: undefined, permissions: undefined, log: () => {} };
  const app = createApp(createState(store, MEMORY_JOURNAL, Date.now), options);
  const call = async (method: string, path: string, body?: JsonValue): Promise<JsonObject> => {
    const response = await app.request(`${GENERIC.address.basePath}${path}`, {
      method,
      headers: { 'content-type': 'application/scim+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status >= 400) throw new Error(`${method} ${path} ${JSON.stringify(body)}: ${text}`);
    const answer: JsonValue = text === '' ? {} : JSON.parse(text);
    return isJsonObject(answer) ? answer : {};
  };
  return {
    list: async (type) => {
      const { Resources } = await call('GET', `${PATHS[type]}?count=1000`);
      return (isJsonArray(Resources) ? Resources : []).filter(isResource);
    },
    send: async (request) => {
      if (request.method === 'DELETE') return call('DELETE', request.path);
      if (request.method !== 'PATCH') return call(request.method, request.path, request.body);
      return call('PATCH', request.path, { schemas: [PATCH_OP], Operations: request.operations });
    },
  };
}

/** A seed may refer only to what stands before it, but services know managers of each other and groups in groups. */
function withoutReferences(resource: JsonObject): JsonObject {
  const { members: _members, ...rest } = resource;
  const { [ENTERPRISE_USER_SCHEMA]: enterprise, ...others } = rest;
  if (!isJsonObject(enterprise)) return rest;
  const { manager: _manager, ...kept } = enterprise;
  return { ...others, [ENTERPRISE_USER_SCHEMA]: kept };
}

function plantManager(store: Store, user: JsonObject): void {
  const enterprise = user[ENTERPRISE_USER_SCHEMA];
  const resource = store.resources.get(String(user['id']));
  if (!isJsonObject(enterprise) || enterprise['manager'] === undefined || resource === undefined) return;
  const attributes = { ...resource.attributes, [ENTERPRISE_USER_SCHEMA]: enterprise };
  mutate(store, { kind: 'put', resource: { ...resource, attributes } });
}

function memberValues(members: JsonValue | undefined): readonly string[] {
  return (isJsonArray(members) ? members : []).flatMap((member) =>
    isJsonObject(member) ? [String(member['value'])] : [],
  );
}

function isResource(value: JsonValue): value is ScimResource {
  return isJsonObject(value) && typeof value['id'] === 'string';
}

/** Sends the requests of an update one after the other. */
export async function sendUpdate(change: Change, sandbox: SandboxInProcess): Promise<void> {
  for (const request of change.requests) await sandbox.send(request);
}
