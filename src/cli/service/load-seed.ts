import { readFile } from 'node:fs/promises';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Seed } from '../../sandbox/service-rules.ts';
import { UsageError } from '../terminal/usage-error.ts';

const SHAPE = 'Write { "Users": [{ "userName": "ada@example.com" }], "Groups": [{ "displayName": "Staff" }] }.';

/** Reads a seed file. Throws UsageError where it is none, and the system's error where it cannot be read. */
export async function loadSeed(path: string): Promise<Seed> {
  const value = parse(await readFile(path, 'utf8'), path);
  if (!isJsonObject(value)) throw new UsageError(`${path} is not a seed: it holds no JSON object.`, SHAPE);
  const unknown = Object.keys(value).find((name) => !['Users', 'Groups', 'Names'].includes(name));
  if (unknown !== undefined) throw new UsageError(`${path} is not a seed: it holds "${unknown}".`, SHAPE);
  return {
    Users: resources(value, 'Users', path),
    Groups: resources(value, 'Groups', path),
    Names: names(value, path),
  };
}

/** Names that the service knows, by the attribute that takes them. */
function names(seed: JsonObject, path: string): Readonly<Record<string, readonly string[]>> {
  const given = seed['Names'] ?? {};
  const lists = isJsonObject(given) ? Object.entries(given) : [];
  const read = lists.map(([attribute, list]) => [attribute, isJsonArray(list) ? list.map(String) : []] as const);
  if (isJsonObject(given) && lists.every(([, list]) => isJsonArray(list))) return Object.fromEntries(read);
  throw new UsageError(`${path} is not a seed: Names is not an object of lists.`, SHAPE);
}

function parse(text: string, path: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    throw new UsageError(`${path} is not a seed: ${reason}.`, SHAPE, { cause });
  }
}

function resources(seed: JsonObject, name: string, path: string): readonly JsonObject[] {
  const list = seed[name] ?? [];
  if (isJsonArray(list) && list.every(isJsonObject)) return list;
  throw new UsageError(`${path} is not a seed: ${name} is not a list of objects.`, SHAPE);
}
