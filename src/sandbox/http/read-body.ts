import type { Context } from 'hono';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { refuse, ScimError } from './refuse.ts';

/** No SCIM message needs more levels, and without a limit one could exhaust the stack. */
const MOST_LEVELS = 20;

const MEDIA_TYPES = ['application/scim+json', 'application/json'];

/**
 * Reads the JSON object that a request carries.
 * @param limit bytes that it may have
 * @throws ScimError 415 for another media type, 413 when it is too long, 400 invalidSyntax for what is not a JSON object
 */
export async function readBody(context: Context, limit: number): Promise<JsonObject> {
  const mediaType = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType === undefined || !MEDIA_TYPES.includes(mediaType)) {
    throw new ScimError(415, `The content type has to be ${MEDIA_TYPES.join(' or ')}.`);
  }
  const body = parse(await readText(context.req.raw, limit));
  if (!isJsonObject(body)) return refuse('invalidSyntax', 'The body has to be a JSON object.');
  if (isDeeper(body, MOST_LEVELS)) refuse('invalidSyntax', `The body has more than ${MOST_LEVELS} levels.`);
  return body;
}

/** Stops reading at the limit, whatever length the client announced. */
async function readText({ headers, body }: Request, limit: number): Promise<string> {
  if (Number(headers.get('content-length')) > limit) refuseSize(limit);
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > limit) refuseSize(limit);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function refuseSize(limit: number): never {
  throw new ScimError(413, `The body has more than ${limit} bytes.`);
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('invalidSyntax', 'The body is not valid JSON.');
    throw error;
  }
}

function isDeeper(value: JsonValue, levels: number): boolean {
  if (!isJsonObject(value) && !isJsonArray(value)) return false;
  if (levels === 0) return true;
  return Object.values(value).some((part) => isDeeper(part, levels - 1));
}
