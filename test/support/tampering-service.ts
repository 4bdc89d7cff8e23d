import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { startSandbox } from '../../src/sandbox/http/start-sandbox.ts';
import type { Seed } from '../../src/sandbox/service-rules.ts';
import { GENERIC } from '../../src/sandbox/services/generic.ts';
import { type Ended, runCli, temporaryProject } from './cli-run.ts';
import { json, startHttpServer } from './http-server.ts';

/** A request as a service sees it. */
export interface Asked {
  readonly method: string;
  /** Below the base URL, decoded, with its query. */
  readonly path: string;
  readonly body: JsonObject;
}

export interface Told {
  readonly status: number;
  readonly body?: JsonValue;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What stands behind what tampers: a service that does as it is told. */
export type Honest = (method: string, path: string, body?: JsonValue) => Promise<HonestAnswer>;

export interface HonestAnswer extends Told {
  readonly body: JsonObject;
}

/** Answers in the place of the service, or undefined to let it answer. */
export type Tamper = (asked: Asked, honest: Honest) => Promise<Told | undefined> | Told | undefined;

export interface TamperingService {
  readonly url: string;
  /** The service itself, without what tampers. */
  readonly honest: Honest;
  /** Each request so far, as `GET /Users?…`; forgets them. */
  taken(): readonly string[];
  close(): Promise<void>;
}

/** Starts a sandbox on 127.0.0.1, and in front of it what makes it do other things than it should. */
export async function startTamperingService(seed: Seed, tamper: Tamper = () => undefined): Promise<TamperingService> {
  const sandbox = await startSandbox({ rules: GENERIC, seed });
  const base = new URL(sandbox.url);
  const honest: Honest = async (method, path, body) => {
    const answer = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { 'content-type': 'application/scim+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
  };
  const log: string[] = [];
  const server = await startHttpServer(async (request, response) => {
    const path = request.path.slice(base.pathname.length);
    const body: JsonValue = request.body === '' ? {} : JSON.parse(request.body);
    const asked = { method: request.method, path: decodeURIComponent(path), body: isJsonObject(body) ? body : {} };
    log.push(`${asked.method} ${asked.path}`);
    const told =
      (await tamper(asked, honest)) ?? (await honest(request.method, path, request.body === '' ? undefined : body));
    if (told.status === 204) response.writeHead(204).end();
    else json(response, told.status, told.body ?? {}, told.headers ?? {});
  });
  return {
    url: `${server.url}${base.pathname}`,
    honest,
    taken: () => log.splice(0),
    close: async () => {
      await server.close();
      await sandbox.close();
    },
  };
}

/** A service that tampers, with a project for it. */
export interface TamperedProject extends TamperingService {
  apply(...args: readonly string[]): Promise<Ended>;
  run(...args: readonly string[]): Promise<Ended>;
}

/** Starts a service that tampers, runs what a test does with a project for it, and removes both. */
export async function withTampering(
  { seed = {}, files, dialect = '{ readAfterWrite: 0 }' }: { seed?: Seed; files: string; dialect?: string },
  tamper: Tamper,
  test: (project: TamperedProject) => Promise<void>,
): Promise<void> {
  const service = await startTamperingService(seed, tamper);
  const yaml = `service: { baseUrl: "${service.url}", dialect: ${dialect} }\nguards: { maxChanges: 100%, maxRemovals: 100%, maxMemberRemovals: 100% }\n${files}`;
  const { dir, remove } = await temporaryProject({ 'rollcall.yaml': yaml });
  const run = (...args: readonly string[]): Promise<Ended> => runCli(args, { cwd: dir });
  try {
    await test({ ...service, run, apply: (...args) => run('apply', '--auto-approve', ...args) });
  } finally {
    await service.close();
    await remove();
  }
}

/** What a listing or a search answered. */
export function resourcesIn({ body }: Told): readonly JsonObject[] {
  const listed = isJsonObject(body) ? body['Resources'] : undefined;
  return (isJsonArray(listed) ? listed : []).filter(isJsonObject);
}

/** A PATCH of one operation. */
export function patchBody(...operations: readonly JsonObject[]): JsonObject {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations };
}
