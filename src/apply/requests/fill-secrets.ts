import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { isSecretReference, type SecretReference } from '../../model/special-value.ts';

import type { Run } from '../run.ts';

type Resolve = (reference: SecretReference) => Promise<string>;

/** The object with each secret reference replaced by the secret itself. Throws what `resolve` throws. */
async function fillSecrets(object: JsonObject, resolve: Resolve): Promise<JsonObject> {
  const entries = Object.entries(object).map(async ([name, value]) => [name, await fillValue(value, resolve)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function fillValue(value: JsonValue, resolve: Resolve): Promise<JsonValue> {
  if (isSecretReference(value)) return resolve(value);
  if (isJsonArray(value)) return Promise.all(value.map((element) => fillValue(element, resolve)));
  if (isJsonObject(value)) return fillSecrets(value, resolve);
  return Promise.resolve(value);
}

/** The body to send, or the error that says which secret could not be had. */
export async function resolveBody(
  body: JsonObject,
  { resolveSecret }: Pick<Run, 'resolveSecret'>,
): Promise<JsonObject | Error> {
  try {
    return await fillSecrets(body, resolveSecret);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}
