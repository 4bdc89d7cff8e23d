import type { Context } from 'hono';
import { answer } from '../http/answers.ts';
import type { Projection } from '../resources/attribute-projection.ts';
import type { ResourceChange } from '../resources/change-resource.ts';
import { show } from '../resources/show-resource.ts';
import type { State } from '../store/state.ts';
import { headersOf, viewOf } from './route-context.ts';

/** Carries out a change and answers with its resource; the answer is made before the wait for the disk, so that it shows this change and no later one. */
export async function commitAndAnswer(
  context: Context,
  state: State,
  { resource, mutations }: ResourceChange,
  projection: Projection,
  status: 200 | 201 | 204,
): Promise<Response> {
  const committed = state.commit(mutations);
  const headers = headersOf(context, state, resource);
  const body = status === 204 ? undefined : show(viewOf(context, state), resource, projection);
  await committed;
  return body === undefined ? context.body(null, 204, headers) : answer(context, status, body, headers);
}
