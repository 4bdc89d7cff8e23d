import { setImmediate } from 'node:timers/promises';
import type { ApplyClient } from '../../src/apply/apply-options.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import type { ScimAnswer } from '../../src/scim/client.ts';
import { ScimError } from '../../src/scim/scim-error.ts';

/** What apply sent, as `PATCH User 42`, with its body. */
export interface Call {
  readonly what: string;
  readonly body?: unknown;
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
    return scripted === 'no body' ? { status: 204 } : { status: 200, resource: scripted };
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
    patch: (type, id, operations) => answer({ what: `PATCH ${type} ${id}`, body: operations }, 'no body'),
    put: (type, id, body) => answer({ what: `PUT ${type} ${id}`, body }, 'no body'),
    delete: async (type, id) => {
      await answer({ what: `DELETE ${type} ${id}` }, 'no body');
    },
  };
}

/** An error answer of the service. */
export function scimError(status: number, scimType?: string): ScimError {
  const request = { method: 'PATCH', url: 'https://scim.example.com/Users/1' };
  const answer = { status, detail: 'the service says no', ...(scimType === undefined ? {} : { scimType }) };
  return new ScimError(request, answer, 'Do something about it.');
}

function nameOf(body: JsonObject): string {
  return String(body['userName'] ?? body['displayName']);
}
