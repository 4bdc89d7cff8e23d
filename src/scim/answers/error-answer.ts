import { isJsonObject, type JsonObject, stringAt } from '../../model/json.ts';
import type { HttpAnswer } from '../http/http.ts';
import { parseBody } from '../http/json-body.ts';
import { redact } from '../http/redact.ts';
import { reasonIn } from './error-reason.ts';
import type { ErrorAnswer } from './scim-error.ts';

const LONGEST_DETAIL = 500;
const CORRELATION_HEADERS = [
  'inin-correlation-id',
  'x-request-id',
  'x-correlation-id',
  'x-amzn-requestid',
  'request-id',
  'x-okta-request-id',
  'x-ms-request-id',
  'x-github-request-id',
];
/** Characters that a terminal would obey, or that hide text or turn its direction. */
const TREACHEROUS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** What `Retry-After` says, in seconds or as a date (RFC 9110 section 10.2.3). */
export function retryAfterSeconds(headers: HttpAnswer['headers'], now: number): number | undefined {
  const header = headers.get('retry-after');
  if (header === null) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

function printable(text: string, secrets: readonly string[]): string {
  const clean = redact(text, secrets).replace(TREACHEROUS, ' ').trim();
  return clean.length > LONGEST_DETAIL ? `${clean.slice(0, LONGEST_DETAIL)}…` : clean;
}

/** What a body says, and where it is SCIM's or another JSON, as that. */
interface Described {
  readonly detail?: string;
  readonly value: JsonObject;
  readonly isWebPage?: true;
}

function describeBody(body: Uint8Array, contentType: string): Described {
  const parsed = parseBody(body, contentType);
  if (parsed.kind === 'html') return { detail: 'a web page came instead of a SCIM answer', value: {}, isWebPage: true };
  if (parsed.kind === 'unreadable') return { detail: new TextDecoder().decode(body), value: {} };
  if (parsed.kind === 'empty') return { value: {} };
  if (isJsonObject(parsed.value)) {
    const detail = reasonIn(parsed.value);
    return { ...(detail === undefined ? {} : { detail }), value: parsed.value };
  }
  return { detail: JSON.stringify(parsed.value), value: {} };
}

/** The id under which the service's own logs know a request, where an answer names it. */
export function correlationIdOf({ headers }: Pick<HttpAnswer, 'headers'>): string | undefined {
  return CORRELATION_HEADERS.map((name) => headers.get(name)).find((id) => id !== null) ?? undefined;
}

/** The status that an error carries which came as a success: a text, by RFC 7644 section 3.12. */
function statusIn({ status }: JsonObject, otherwise: number): number {
  const told = Number(status);
  return Number.isInteger(told) && told >= 400 && told <= 599 ? told : otherwise;
}

/**
 * Reads an error answer of any shape: SCIM's (RFC 7644 section 3.12), another JSON, a web page, text or nothing.
 * @param secrets texts that must not reappear
 * @param now milliseconds since 1970, for a Retry-After that is a date
 */
export function readErrorAnswer(answer: HttpAnswer, secrets: readonly string[], now: number): ErrorAnswer {
  const { detail, value, isWebPage } = describeBody(answer.body, answer.headers.get('content-type') ?? '');
  const scimType = stringAt(value, 'scimType');
  const correlationId = correlationIdOf(answer) ?? stringAt(value, 'contextId');
  const retryAfter = retryAfterSeconds(answer.headers, now);
  return {
    status: answer.status < 300 ? statusIn(value, answer.status) : answer.status,
    detail: printable(detail ?? 'the service gave no reason', secrets),
    ...(scimType === undefined ? {} : { scimType: printable(scimType, secrets) }),
    ...(correlationId === undefined ? {} : { correlationId: printable(correlationId, secrets) }),
    ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }),
    ...(isWebPage === undefined ? {} : { isWebPage }),
  };
}
