import type { JsonValue } from './json.ts';

/**
 * One thing that a reading at the end of an apply shows otherwise than it should be, or otherwise than before.
 * - `missing`, `remains`, `different`: the plan asked for it and the service did not keep it;
 * - `gone`, `changed`: it was there before and the plan does not touch it;
 * - `derived`, `came`, `taken`: what services do of themselves, which is no fault;
 * - `renamed`: what was created goes by another name;
 * - `absent`, `present`: the whole resource is not there, or still there.
 */
export interface Finding {
  readonly kind:
    | 'missing'
    | 'remains'
    | 'different'
    | 'gone'
    | 'changed'
    | 'derived'
    | 'came'
    | 'taken'
    | 'renamed'
    | 'absent'
    | 'present';
  /** As a path, `emails.value`; absent where it is about the whole resource. */
  readonly attribute?: string;
  /** The member, by name. */
  readonly member?: string;
  /** What it should be, or was. */
  readonly expected?: JsonValue;
  /** What it is. */
  readonly found?: JsonValue;
  /** Set where the answer to our write still held it. */
  readonly sinceWrite?: true;
}
