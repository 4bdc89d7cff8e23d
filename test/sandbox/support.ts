import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/http/start-sandbox.ts';

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty where there is no body. */
  readonly body: JsonObject;
}

/** Talks to a sandbox as any client would. */
export interface Client extends Sandbox {
  call(method: string, path: string, body?: JsonValue, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  patch(path: string, ...operations: readonly JsonObject[]): Promise<Answer>;
  /** Creates a resource and gives its id. */
  create(path: '/Users' | '/Groups', attributes: JsonObject): Promise<string>;
}

const started: Sandbox[] = [];

// A test that fails closes nothing, and a server that is left would keep the test run from ending.
after(async () => {
  await Promise.allSettled(started.map((sandbox) => sandbox.close()));
});

/** Starts a sandbox on a free port. */
export async function connect(options: SandboxOptions = {}): Promise<Client> {
  return clientOf(await startSandbox(options));
}

/** Talks to a sandbox that is running, and closes it after the last test at the latest. */
export function clientOf(sandbox: Sandbox): Client {
  started.push(sandbox);
  const call: Client['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: JsonValue = text === '' ? {} : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: isJsonObject(parsed) ? parsed : {} };
  };
  return {
    ...sandbox,
    call,
    patch: (path, ...operations) => call('PATCH', path, { schemas: [PATCH_OP], Operations: operations }),
    create: async (path, attributes) => {
      const schemas = [
        path === '/Users' ? USER : GROUP,
        ...Object.keys(attributes).filter((name) => name.includes(':')),
      ];
      const { status, body } = await call('POST', path, { schemas, ...attributes });
      if (status !== 201) throw new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`);
      return String(body['id']);
    },
  };
}

/** The resources of a list answer. */
export function resourcesIn({ body }: Answer): readonly JsonObject[] {
  const resources = body['Resources'];
  return isJsonArray(resources) ? resources.filter((resource) => isJsonObject(resource)) : [];
}

/** One property of each resource of a list answer. */
export function each(answer: Answer, name: string): readonly (JsonValue | undefined)[] {
  return resourcesIn(answer).map((resource) => resource[name]);
}

/** The `value` of each element, in no particular order. */
export function valuesOf(value: JsonValue | undefined): readonly JsonValue[] {
  const elements = isJsonArray(value) ? value : [];
  return elements.map((element) => (isJsonObject(element) ? (element['value'] ?? null) : element)).sort();
}
