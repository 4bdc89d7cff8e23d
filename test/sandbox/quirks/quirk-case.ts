import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import type { SandboxOptions } from '../../../src/sandbox/http/start-sandbox.ts';
import { rulesOf } from '../../../src/sandbox/services.ts';
import { type Answer, type Client, connect, GROUP, PATCH_OP, USER, valuesOf } from '../support.ts';

export const SEED = {
  Users: [
    { id: 'ada', userName: 'Ada', displayName: 'Ada', active: true, emails: [{ value: 'a@x.org', type: 'work' }] },
    { id: 'bob', userName: 'Bob', active: false },
    { id: 'eve', userName: 'Eve' },
  ],
  Groups: [{ id: 'g', displayName: 'Team', members: [{ value: 'ada' }, { value: 'bob' }] }],
};

export type Request = readonly [
  method: string,
  path: string,
  body?: JsonValue | undefined,
  headers?: Readonly<Record<string, string>>,
];

export function open(quirks: readonly string[], service = 'generic', options: SandboxOptions = {}): Promise<Client> {
  return connect({ rules: rulesOf(service, quirks), seed: SEED, ...options });
}

export function patch(path: string, ...operations: readonly JsonObject[]): Request {
  return ['PATCH', path, { schemas: [PATCH_OP], Operations: operations }];
}

export const add = (path: string, value: JsonValue): JsonObject => ({ op: 'add', path, value });
export const replace = (path: string, value: JsonValue): JsonObject => ({ op: 'replace', path, value });
export const remove = (path: string): JsonObject => ({ op: 'remove', path });
export const ids = (...values: readonly string[]): JsonValue => values.map((value) => ({ value }));
export const user = (attributes: JsonObject): Request => ['POST', '/Users', { schemas: [USER], ...attributes }];
export const group = (attributes: JsonObject): Request => ['POST', '/Groups', { schemas: [GROUP], ...attributes }];

/** Requests that the RFC allows, by the quirk of a service that refuses them, with the status and the scimType of its answer. */
export type Refusals = Readonly<Record<string, readonly (readonly [Request, number, string?])[]>>;

/** What a service of the quirk does: pairs of what is seen and what is expected, some of which differ for any other service. */
export type Deeds = Readonly<Record<string, (service: Client) => Promise<readonly (readonly [unknown, unknown])[]>>>;

/** How many elements there are. */
export function length(value: JsonValue | undefined): number {
  return Array.isArray(value) ? value.length : 0;
}

/** The status and the scimType of an answer. */
export function told({ status, body }: Answer): unknown {
  return [status, body['scimType']];
}

/** The ids of a group's members as the group shows them. */
export async function membersOf(service: Client, id: string): Promise<readonly JsonValue[]> {
  return valuesOf((await service.call('GET', `/Groups/${id}`)).body['members']);
}
