import { createHash } from 'node:crypto';
import type { Configuration, ServiceSettings } from '../../model/configuration.ts';
import type { JsonValue } from '../../model/json.ts';
import { isJsonArray, isJsonObject } from '../../model/json.ts';
import { isSecretReference } from '../../model/special-value.ts';

/** What a CI workflow must know of the project that it works on. */
export interface CiProject {
  /** The project's folder in the repository; empty for its root. */
  readonly folder: string;
  /** Begins the names of environments, artefacts and groups: `rollcall`, or `rollcall-people` for a project in a folder. */
  readonly prefix: string;
  /** Empty where the project has none. */
  readonly environments: readonly string[];
  /** The environment variables that secrets come from. */
  readonly secrets: readonly string[];
  /** What `ROLLCALL_ALLOW_HOSTS` is to say. */
  readonly hosts: readonly string[];
  /** What `ROLLCALL_ALLOW_ENV` is to say: each variable, bound to the host that it is for where there are several. */
  readonly allowEnv: readonly string[];
}

/** Describes a project by what it says in each of its environments, or once where it has none. */
export function ciProject(folder: string, configurations: readonly Configuration[]): CiProject {
  const uses = configurations.flatMap(secretUses);
  const hosts = unique(configurations.flatMap(({ service }) => hostsOf(service)));
  const isOne = hosts.length < 2;
  return {
    folder,
    prefix: folder === '' ? 'rollcall' : `rollcall-${slugOf(folder)}`,
    environments: configurations.flatMap(({ environment }) => environment ?? []),
    secrets: unique(uses.map(({ name }) => name)),
    hosts,
    allowEnv: unique(uses.map(({ name, host }) => (isOne || host === undefined ? name : `${name}@${host}`))),
  };
}

/** `it/people` is `it--people`; what cannot stand in all names is told apart by a hash. */
function slugOf(folder: string): string {
  const slug = folder.replaceAll('/', '--').replace(/[^A-Za-z0-9-]/g, '-');
  if (slug === folder.replaceAll('/', '--')) return slug;
  return `${slug}-${createHash('sha256').update(folder).digest('hex').slice(0, 6)}`;
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}

function tokenUrlOf({ auth }: ServiceSettings): string | undefined {
  return auth.kind === 'clientCredentials' ? auth.tokenUrl : undefined;
}

function hostsOf(service: ServiceSettings): readonly string[] {
  return [hostOf(service.baseUrl), hostOf(tokenUrlOf(service))].filter((host) => host !== undefined);
}

interface SecretUse {
  readonly name: string;
  readonly host: string | undefined;
}

/** A client secret goes to where tokens come from, every other secret to the service. */
function secretUses({ service, users }: Configuration): readonly SecretUse[] {
  const { auth } = service;
  const [host, tokenHost] = [hostOf(service.baseUrl), hostOf(tokenUrlOf(service))];
  const ofService = auth.kind === 'none' ? [] : variablesIn({ ...auth });
  const ofUsers = users.flatMap(({ attributes }) => variablesIn(attributes));
  return [...ofService.map((name) => ({ name, host: tokenHost ?? host })), ...ofUsers.map((name) => ({ name, host }))];
}

function variablesIn(value: JsonValue): readonly string[] {
  if (isSecretReference(value)) return value.$secret.startsWith('env:') ? [value.$secret.slice('env:'.length)] : [];
  if (isJsonArray(value)) return value.flatMap(variablesIn);
  return isJsonObject(value) ? Object.values(value).flatMap(variablesIn) : [];
}
