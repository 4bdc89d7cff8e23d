import type { ApplyEvent } from '../apply-event.ts';
import type { JsonValue } from '../json.ts';
import type { Action, Edit, Plan } from '../plan.ts';

/** What an apply writes down while it runs: one line of its journal. Secrets stand there as references. */
export type JournalEntry = RunEntry | ChangeEntry | IntentEntry | OutcomeEntry | EventEntry;

/** The first line: what is applied, and where. */
export interface RunEntry extends Pick<Plan, 'tool' | 'target' | 'profile' | 'environment' | 'digest'> {
  readonly entry: 'run';
  /** ISO 8601, in UTC. */
  readonly time: string;
  readonly changes: number;
  /** The plan's id; journals of earlier versions have none. */
  readonly id?: string;
  /** Who applied it, and from which commit; likewise. */
  readonly origin?: RunOrigin;
}

/** Who ran rollcall, and on which commit; null where nobody tells. */
export interface RunOrigin {
  readonly actor: string | null;
  readonly commit: string | null;
}

/** What the plan asks of one resource: each value before and after, and who joins and leaves by name. */
export interface ChangeEntry {
  readonly entry: 'change';
  readonly key: string;
  readonly action: Action;
  readonly edits: readonly Edit[];
  readonly joining: readonly string[];
  readonly leaving: readonly string[];
  /** Set where no entry declares the resource. */
  readonly undeclared?: true;
}

/** A request is about to be sent. It is on the disk before that, so that no request goes without a trace. */
export interface IntentEntry {
  readonly entry: 'intent';
  readonly time: string;
  readonly key: string;
  /** Counts the requests of the change, from 1 on. */
  readonly request: number;
  /** Counts the attempts to send it, from 1 on. */
  readonly attempt: number;
  readonly method: string;
  readonly path: string;
  /** The body, or the operations of a PATCH. */
  readonly body?: JsonValue;
}

/** How that came out. */
export interface OutcomeEntry {
  readonly entry: 'outcome';
  readonly time: string;
  readonly key: string;
  readonly request: number;
  readonly attempt: number;
  /** Absent where no answer came. */
  readonly status?: number;
  readonly correlationId?: string;
  /** Why there is no answer. */
  readonly problem?: string;
  readonly ms: number;
}

/** What apply told. */
export interface EventEntry {
  readonly entry: 'event';
  readonly time: string;
  readonly event: ApplyEvent;
}
