import { realpathSync } from 'node:fs';
import { type HostList, type HostPattern, hostPattern } from './host-list.ts';
import { NotAllowedError } from './not-allowed-error.ts';

/** Which variables may be read, and where to their values may go. */
export interface EnvPattern {
  /** The name, or what it begins with. */
  readonly name: string;
  readonly isPrefix: boolean;
  /** Where to alone; anywhere that is allowed at all where it is undefined. */
  readonly host: HostList | undefined;
}

/**
 * What may leave this machine and where to, as whoever runs rollcall says it outside of the project. A list that is not set
 * (undefined) allows everything.
 */
export interface Trust {
  readonly hosts: HostList | undefined;
  readonly env: readonly EnvPattern[] | undefined;
  /** Real paths of folders that `${file:}` may read besides the working tree. */
  readonly files: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads `ROLLCALL_ALLOW_HOSTS`, `ROLLCALL_ALLOW_ENV` and `ROLLCALL_ALLOW_FILES`. Throws NotAllowedError for a slip in one. */
export function readTrust(env: Environment): Trust {
  const hosts = entries(env['ROLLCALL_ALLOW_HOSTS'], ',');
  const names = entries(env['ROLLCALL_ALLOW_ENV'], ',');
  return {
    hosts: hosts && hostList(hosts, 'ROLLCALL_ALLOW_HOSTS'),
    env: names?.map(envPattern),
    files: (entries(env['ROLLCALL_ALLOW_FILES'], ':') ?? []).flatMap(realFolder),
  };
}

/** Set but empty is a list without entries. */
function entries(text: string | undefined, separator: string): readonly string[] | undefined {
  return text
    ?.split(separator)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function hostList(texts: readonly string[], variable: string): HostList {
  return texts.includes('*') ? '*' : texts.map((text) => hostIn(text, text, variable));
}

function hostIn(text: string, entry: string, variable: string): HostPattern {
  const pattern = hostPattern(text);
  if (pattern !== undefined) return pattern;
  const hint =
    'Hosts are written as api.example.com, api.example.com:8443 or *.example.com, without https:// and path.';
  throw new NotAllowedError(`${variable} holds "${entry}", which names no host.`, hint);
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

function envPattern(entry: string): EnvPattern {
  const at = entry.indexOf('@');
  const written = at === -1 ? entry : entry.slice(0, at);
  const isPrefix = written.endsWith('*');
  const name = isPrefix ? written.slice(0, -1) : written;
  if (!NAME.test(name) && !(isPrefix && name === '')) {
    const hint = 'Write for example SCIM_TOKEN, GENESYS_* or SCIM_TOKEN@api.example.com.';
    throw new NotAllowedError(`ROLLCALL_ALLOW_ENV holds "${entry}", which names no variable.`, hint);
  }
  const host = at === -1 ? undefined : hostList([entry.slice(at + 1)], 'ROLLCALL_ALLOW_ENV');
  return { name, isPrefix, host };
}

/** A folder that is not there allows nothing. */
function realFolder(path: string): readonly string[] {
  try {
    return [realpathSync(path === '*' ? '/' : path)];
  } catch {
    return [];
  }
}

/** Whether this process runs in CI, as the variables say that CI systems set. */
export function isInCi(env: Environment): boolean {
  return ['CI', 'TF_BUILD', 'JENKINS_URL'].some(
    (name) => !['', '0', 'false'].includes((env[name] ?? '').toLowerCase()),
  );
}
