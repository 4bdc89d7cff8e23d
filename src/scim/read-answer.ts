import type { JsonValue } from '../model/json.ts';
import type { Clock } from './clock.ts';
import { readErrorAnswer } from './error-answer.ts';
import { hintFor, type Subject } from './hint.ts';
import type { HttpAnswer, HttpRequest } from './http.ts';
import { parseBody } from './json-body.ts';
import { ScimError } from './scim-error.ts';
import { safeUrl } from './service-url.ts';
import { UnreadableAnswerError } from './unreadable-answer-error.ts';

/** A success, or 304. */
export interface Answer {
  readonly status: number;
  readonly etag?: string;
  /** Absent where the body is empty. */
  readonly json?: JsonValue;
}

/** What a request is about, for the message of an error. */
export interface Topic {
  readonly subject: Subject;
  /** Permissions of which the operation needs one, for the message of a 403. */
  readonly permissions?: string;
}

/** @throws ScimError for an answer that is neither a success nor 304; the secrets are redacted from what it says */
export function checkStatus(
  request: HttpRequest,
  answer: HttpAnswer,
  { subject, permissions }: Topic,
  secrets: readonly string[],
  clock: Clock,
): void {
  if (isSuccess(answer.status)) return;
  const failed = { method: request.method, url: safeUrl(request.url) };
  const said = readErrorAnswer(answer, secrets, clock.now());
  throw new ScimError(failed, said, hintFor(answer.status, subject, permissions), 'if-match' in request.headers);
}

function isSuccess(status: number): boolean {
  return (status >= 200 && status < 300) || status === 304;
}

/**
 * Reads the body of a success.
 * @throws UnreadableAnswerError if it is no JSON
 */
export function readAnswer(request: HttpRequest, answer: HttpAnswer): Answer {
  const failed = { method: request.method, url: safeUrl(request.url) };
  const parsed = parseBody(answer.body, answer.headers.get('content-type') ?? '');
  const etag = answer.headers.get('etag');
  const common = { status: answer.status, ...(etag === null ? {} : { etag }) };
  switch (parsed.kind) {
    case 'empty':
      return common;
    case 'json':
      return { ...common, json: parsed.value };
    case 'html':
      throw new UnreadableAnswerError(
        failed,
        'the service answered with a web page instead of SCIM.',
        'This is probably a login page or the wrong address: check service.baseUrl.',
      );
    case 'unreadable':
      throw new UnreadableAnswerError(
        failed,
        `the answer ${parsed.problem}.`,
        'Check service.baseUrl; if it is right, the service or a proxy in between is at fault.',
      );
  }
}
