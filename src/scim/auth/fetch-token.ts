import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { readAnswer } from '../answers/read-answer.ts';
import type { HttpRequest, Send } from '../http/http.ts';
import type { Clock } from '../pace/clock.ts';
import { withRetries } from '../pace/retry.ts';
import type { TokenRequest } from './auth.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Asks for a token; the secrets of the request are redacted from whatever comes back. */
export async function fetchToken(
  token: TokenRequest,
  send: Send,
  userAgent: string,
  clock: Clock,
): Promise<JsonObject> {
  const { url, authorization, form } = token;
  const headers = { authorization, accept: 'application/json', 'content-type': FORM, 'user-agent': userAgent };
  const request: HttpRequest = { method: 'POST', url, headers, body: form };
  return withRetries(
    async () => {
      const answer = await send(request);
      const { json } = readAnswer(answer, { request, topic: { subject: 'token' }, secrets: token.secrets, clock });
      return isJsonObject(json) ? json : {};
    },
    { repeatable: 'always', clock },
  );
}
