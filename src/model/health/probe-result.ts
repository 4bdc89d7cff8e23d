import type { JsonObject } from '../json.ts';

/** What one step of `doctor --probe` found out. */
export interface ProbeFinding {
  /** What was tried: `changing a sub-attribute of an element`. */
  readonly tried: string;
  readonly status: 'works' | 'overridden' | 'fails' | 'skipped';
  /** How it went, in a few words; for what fails, what the service said. */
  readonly summary: string;
}

/** What a probe found. */
export interface ProbeResult {
  readonly findings: readonly ProbeFinding[];
  /** What differs from the profile in effect, in the shape of `service.dialect`; empty where nothing does. */
  readonly overrides: JsonObject;
  /** Sentences about what may remain on the service. */
  readonly remains: readonly string[];
  /** Why it ended before all was tried; absent where it did not. */
  readonly ended?: string;
}
