import { scimPatch } from 'scim-patch';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';

/** What scim-patch, which was written by other people, makes of a resource; neither argument is changed. */
export function patchedByOthers(resource: JsonObject, operations: readonly JsonObject[]): JsonObject {
  // Its own types want a resource with meta and schemas, though its code does not.
  const patched: JsonValue = scimPatch(JSON.parse(JSON.stringify(resource)), JSON.parse(JSON.stringify(operations)));
  return isJsonObject(patched) ? patched : {};
}

/** Whether an operation touches one of the faults of scim-patch 0.8.3 that test/plan/second-opinion.test.ts shows. */
export function touchesKnownFault({ path, value }: JsonObject): boolean {
  if (typeof path !== 'string')
    return isJsonObject(value) && Object.keys(value).some((name) => name.startsWith('urn:'));
  const filter = /\[(.*)\]/s.exec(path)?.[1] ?? '';
  return /[\\:]/.test(filter);
}
