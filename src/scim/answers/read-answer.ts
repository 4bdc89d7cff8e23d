import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import { hintFor, type Subject } from '../http/hint.ts';
import type { HttpAnswer, HttpRequest } from '../http/http.ts';
import { parseBody } from '../http/json-body.ts';
import { safeUrl } from '../http/service-url.ts';
import type { Clock } from '../pace/clock.ts';
import { readErrorAnswer } from './error-answer.ts';
import { UnreadableAnswerError } from './protocol-error.ts';
import { ScimError } from './scim-error.ts';

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

/** What it takes to tell an error: what was asked, and what must not be shown. */
export interface Asked {
  readonly request: HttpRequest;
  readonly topic: Topic;
  /** Texts that are redacted from what an error answer says. */
  readonly secrets: readonly string[];
  readonly clock: Clock;
}

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

function errorOf(answer: HttpAnswer, { request, topic, secrets, clock }: Asked): ScimError {
  const failed = { method: request.method, url: safeUrl(request.url) };
  const said = readErrorAnswer(answer, secrets, clock.now());
  // What is in front of the service knows nothing of the resource.
  const subject = said.isWebPage === true && topic.subject === 'resource' ? 'endpoint' : topic.subject;
  const hint = hintFor(said.status, subject, topic.permissions);
  return new ScimError(failed, said, hint, 'if-match' in request.headers);
}

function isSuccess(status: number): boolean {
  return (status >= 200 && status < 300) || status === 304;
}

/** Some services and gateways answer 200 with what is an error. */
function isErrorBody(value: JsonValue): boolean {
  const schemas = isJsonObject(value) ? value['schemas'] : undefined;
  return isJsonArray(schemas) && schemas.includes(ERROR);
}

/**
 * Reads an answer.
 * @throws ScimError if it is neither a success nor 304, or carries an error all the same; UnreadableAnswerError if its body
 * is no JSON, but for a DELETE, which may be answered with any text that is no web page
 */
export function readAnswer(answer: HttpAnswer, asked: Asked): Answer {
  if (!isSuccess(answer.status)) throw errorOf(answer, asked);
  const { request } = asked;
  const failed = { method: request.method, url: safeUrl(request.url) };
  const parsed = parseBody(answer.body, answer.headers.get('content-type') ?? '');
  const etag = answer.headers.get('etag');
  const common = { status: answer.status, ...(etag === null ? {} : { etag }) };
  switch (parsed.kind) {
    case 'empty':
      return common;
    case 'json':
      if (isErrorBody(parsed.value)) throw errorOf(answer, asked);
      return { ...common, json: parsed.value };
    case 'html':
      throw new UnreadableAnswerError(
        failed,
        'the service answered with a web page instead of SCIM.',
        'This is probably a login page or the wrong address: check service.baseUrl.',
      );
    case 'unreadable':
      if (request.method === 'DELETE') return common;
      throw new UnreadableAnswerError(
        failed,
        `the answer ${parsed.problem}.`,
        'Check service.baseUrl; if it is right, the service or a proxy in between is at fault.',
      );
  }
}
