import type { JournalEntry } from '../model/history/journal-entry.ts';
import type { JsonValue } from '../model/json.ts';
import type { Change } from '../model/plan.ts';
import type { ScimResource } from '../model/resource.ts';
import type { ScimAnswer } from '../scim/answers/scim-answer.ts';
import { ScimError } from '../scim/answers/scim-error.ts';
import { NotSentError } from '../scim/http/not-sent-error.ts';
import type { AttemptOutcome, RequestOptions } from '../scim/http/request-options.ts';
import { LONGEST_WAIT_MS } from '../scim/pace/retry.ts';
import type { GetQuery } from '../scim/scim-client.ts';
import { BusyServiceError } from './busy-service-error.ts';
import { latenessOf, patiently } from './lateness.ts';
import { projectionOf } from './projection.ts';
import { LossShownError } from './proof/loss-shown-error.ts';
import { noteAnswer } from './proof/note-answer.ts';
import { newTrail, type Trail } from './proof/trail.ts';
import { fillKnown, resourceId } from './requests/fill-pending.ts';
import type { SpellingSetting } from './requests/second-spellings.ts';
import type { Run } from './run.ts';

/** One change while it is carried out. */
export interface OngoingChange {
  readonly change: Change;
  readonly run: Run;
  readonly progress: Progress;
  readonly trail: Trail;
}

/** What becomes known on the way. */
interface Progress {
  /** Requests so far, reads included. */
  requests: number;
  /** True as soon as it was its turn for the first time. */
  hasBegun: boolean;
  /** The ETag that the resource had at last; undefined where nobody knows. */
  version: string | undefined;
  /** True once the attributes were compared with the service anew, and what they lacked was sent. */
  attributesSent: boolean;
  /** Which spelling of attribute requests is sent; the second once the service refused the first. */
  spelling: 'first' | 'second';
  /** What would make the second spelling the first; empty where the service refused nothing. */
  refusedSpellings: readonly SpellingSetting[];
  /** What the service did otherwise than usual, for the summary. */
  note: string | undefined;
  /** True where a creation may have brought back somebody who was there before. */
  isRestored: boolean;
}

/** Begins the run of one change: nothing is sent yet. */
export function beginChange(change: Change, run: Run): OngoingChange {
  const { version } = change.resource;
  const progress: Progress = {
    requests: 0,
    hasBegun: false,
    version,
    attributesSent: false,
    spelling: 'first',
    refusedSpellings: [],
    note: undefined,
    isRestored: false,
  };
  return { change, run, progress, trail: run.trails.get(change.key) ?? newTrail() };
}

/** The change with the ids that are known by now. */
export function withKnownIds({ change, run }: OngoingChange): Change {
  const { before, after } = change;
  return {
    ...change,
    before: before && fillKnown(before, run.ids),
    after: after && fillKnown(after, run.ids),
  };
}

/** A request as the journal shows it: with references in the place of secrets. */
interface JournaledRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: JsonValue;
}

/**
 * Makes a call to the service when it is this change's turn, and journals it. Waiting for a turn ends with NotSentError
 * when the run is stopped before the change has begun; what has begun is finished. A failure that awaits all other changes
 * too stops the run. What the service does not find yet, because this run has just created it, is asked again. A POST that
 * was answered 429 ends, after the time that the service asks for, with BusyServiceError instead of being repeated.
 */
export async function call<T>(
  request: JournaledRequest,
  { change, run, progress, trail }: OngoingChange,
  send: (options: RequestOptions) => Promise<T>,
): Promise<T> {
  progress.requests += 1;
  const about = { key: change.key, request: progress.requests };
  const time = () => new Date(run.clock.now()).toISOString();
  const append = (entry: JournalEntry) => run.journal.append(entry);
  let busy = false;
  const watcher = {
    sending: async (attempt: number) => {
      // Whoever was told to come back may have been served all the same.
      if (busy && request.method === 'POST') throw new BusyServiceError();
      await append({ entry: 'intent', time: time(), ...about, attempt, ...request });
    },
    answered: (attempt: number, outcome: AttemptOutcome) => {
      busy = outcome.status === 429;
      // A journal that broke stops the next request, which waits for its own entry.
      append({ entry: 'outcome', time: time(), ...about, attempt, ...outcome }).catch(() => undefined);
    },
  };
  const signal = progress.hasBegun ? undefined : run.stop;
  const inTurn = async () => {
    if (signal?.aborted === true) throw new NotSentError();
    if (!progress.hasBegun) run.emit({ event: 'change-started', key: change.key, action: change.action });
    progress.hasBegun = true;
    if (request.method !== 'GET') beginWrite(change, trail, run);
    return send({ signal, watcher }).catch((error: unknown) => {
      const because = endOfAll(error);
      if (because !== undefined) run.halt(because);
      throw error;
    });
  };
  const sendOnce = () => run.queue.add(inTurn, { priority: progress.hasBegun ? 1 : 0 });
  return patiently(sendOnce, (error) => latenessOf(error, change, request.body, run), run.clock);
}

/** Where the change's resource is, for the journal. */
export function resourcePath({ change, run }: OngoingChange): string {
  return `${run.profile.paths[change.resource.type]}/${resourceId(change, run.ids)}`;
}

/** Reads the change's resource with all that the change manages, and notes its version. Throws what the client throws. */
export async function readResource(
  work: OngoingChange,
  id = resourceId(work.change, work.run.ids),
): Promise<ScimResource> {
  const { change, run, progress } = work;
  const { type } = change.resource;
  const path = `${run.profile.paths[type]}/${id}`;
  const query: GetQuery = projectionOf(withKnownIds(work), run.profile);
  const answer = await call({ method: 'GET', path }, work, (options) =>
    run.client.get(type, id, { ...query, ...options }),
  );
  progress.version = answer.etag;
  // Only a conditional read may have no resource, and this is none.
  return answer.resource ?? { id };
}

/** `If-Match` for a write that must not undo somebody else's, where the service honours it. */
export function ifMatch({ run, progress }: OngoingChange): { readonly ifMatch?: string } {
  return run.profile.etag === 'ifMatch' && progress.version !== undefined ? { ifMatch: progress.version } : {};
}

/** Answers are hints: one that shows more lost than was asked ends all writing to that resource. */
function beginWrite({ action, resource }: Change, trail: Trail, { removed }: Run): void {
  if (trail.shownLost.length > 0) throw new LossShownError(trail.shownLost);
  trail.isSent = true;
  if ((action === 'delete' || action === 'deactivate') && resource.id !== undefined) removed.add(resource.id);
}

/** Notes what a write answered. */
export function written(answer: ScimAnswer, { change, run, progress, trail }: OngoingChange): ScimAnswer {
  progress.version = answer.etag;
  noteAnswer(answer.resource, change, trail, run);
  return answer;
}

/**
 * Why no other request of a run can succeed either, by what one of them was answered; undefined where another may. The
 * client has renewed what it can renew of its credentials, and has waited for as long as it does.
 */
function endOfAll(error: unknown): string | undefined {
  if (!(error instanceof ScimError)) return undefined;
  const { status, retryAfterSeconds = 0 } = error;
  if (status === 401) return 'the service no longer accepts the credentials';
  if (status !== 429 || retryAfterSeconds * 1000 <= LONGEST_WAIT_MS) return undefined;
  return `the service asks for a pause of ${Math.ceil(retryAfterSeconds)} seconds, which is too long to wait`;
}
