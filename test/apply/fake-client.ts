import { setImmediate } from 'node:timers/promises';
import type { ApplyClient } from '../../src/apply/apply-options.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../src/model/json.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import type { ScimAnswer } from '../../src/scim/answers/scim-answer.ts';
import { ScimError } from '../../src/scim/answers/scim-error.ts';
import { ConnectionError } from '../../src/scim/http/connection-error.ts';

/** What apply sent, as `PATCH User 42`, with its body. */
export interface Call {
  readonly what: string;
  readonly body?: unknown;
  readonly ifMatch?: string | undefined;
}

export interface FakeClient extends ApplyClient {
  readonly calls: readonly Call[];
  /** `calls` as one text each. */
  readonly log: () => readonly string[];
  /** Most calls under way at one time. */
  readonly peak: () => number;
}

/** What the service answers: a resource, nothing, or an error to throw; undefined for the default answer. */
type Script = (call: Call, nth: number) => ScimResource | Error | 'no body' | undefined | Promise<undefined>;

/**
 * A client that answers as told and otherwise agrees with everything: a created resource is what was sent and gets
 * the id `new-NAME`, a PATCH is answered without a body, a GET with `{ id }`, and a listing is empty.
 */
export function fakeClient(script: Script = () => undefined): FakeClient {
  const calls: Call[] = [];
  let underWay = 0;
  let peak = 0;
  const answer = async (call: Call, usual: ScimResource | 'no body'): Promise<ScimAnswer> => {
    calls.push(call);
    underWay += 1;
    peak = Math.max(peak, underWay);
    await setImmediate();
    const nth = calls.filter(({ what }) => what === call.what).length;
    const scripted = (await script(call, nth)) ?? usual;
    underWay -= 1;
    if (scripted instanceof Error) throw scripted;
    if (scripted === 'no body') return { status: 204 };
    const { meta } = scripted;
    const etag = isJsonObject(meta) ? stringAt(meta, 'version') : undefined;
    const status = call.what.startsWith('POST') ? 201 : 200;
    return { status, resource: scripted, ...(etag === undefined ? {} : { etag }) };
  };
  return {
    calls,
    log: () => calls.map(({ what }) => what),
    peak: () => peak,
    get: (type, id) => answer({ what: `GET ${type} ${id}` }, { id }),
    list: async (type, { filter = 'all' } = {}) => {
      const { resource } = await answer({ what: `LIST ${type} ${filter}` }, 'no body');
      return resource === undefined ? [] : [resource];
    },
    create: (type, body) =>
      answer({ what: `POST ${type} ${nameOf(body)}`, body }, { ...body, id: `new-${nameOf(body)}` }),
    patch: (type, id, operations, { ifMatch } = {}) =>
      answer({ what: `PATCH ${type} ${id}`, body: operations, ifMatch }, 'no body'),
    put: (type, id, body, { ifMatch } = {}) => answer({ what: `PUT ${type} ${id}`, body, ifMatch }, 'no body'),
    delete: async (type, id, { ifMatch } = {}) => {
      await answer({ what: `DELETE ${type} ${id}`, ifMatch }, 'no body');
    },
  };
}

/** No answer came, and nobody knows what the service did. */
export function lostAnswer(): ConnectionError {
  const request = { method: 'POST', url: 'https://scim.example.com/Users' };
  const hint = 'Run again.';
  return new ConnectionError(request, { reason: 'reset', problem: 'it broke', hint, mayHaveBeenProcessed: true });
}

/** 503 with Retry-After, as a gateway answers that has waited too long: nobody knows what the service did. */
export function gatewayTimeout(retryAfterSeconds = 7): ScimError {
  const request = { method: 'POST', url: 'https://scim.example.com/Users' };
  return new ScimError(request, { status: 503, detail: 'upstream timed out', retryAfterSeconds }, 'Run again.');
}

/** 429 with Retry-After. */
export function tooManyRequests(retryAfterSeconds: number): ScimError {
  const request = { method: 'POST', url: 'https://scim.example.com/Users' };
  return new ScimError(request, { status: 429, detail: 'daily quota', retryAfterSeconds }, 'Run again later.');
}

/** The 404 of a gateway, which knows nothing of resources. */
export function notFoundPage(): ScimError {
  const request = { method: 'DELETE', url: 'https://scim.example.com/Users/1' };
  return new ScimError(request, { status: 404, detail: 'a web page came', isWebPage: true }, 'Check the address.');
}

/** An error answer of the service; `conditional` if the request had an If-Match. */
export function scimError(status: number, scimType?: string, conditional = false): ScimError {
  const request = { method: 'PATCH', url: 'https://scim.example.com/Users/1' };
  const answer = { status, detail: 'the service says no', ...(scimType === undefined ? {} : { scimType }) };
  return new ScimError(request, answer, 'Do something about it.', conditional);
}

function nameOf(body: JsonObject): string {
  return String(body['userName'] ?? body['displayName']);
}
