import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** With fewer resources than this, there is nothing worth the time. */
const MANY = 50_000;
/** By this much the heap may grow before it is looked through; V8 would let it grow to several times what is in use. */
const GROWTH_PERCENT = 20;

/**
 * Lets go of what nobody holds any longer, now and from now on early, where that is much: a process never gives back what its
 * heap once took, so that what is done with would stand beside what comes next.
 * @param resources how many are being worked on
 */
export function spareMemory(resources: number): void {
  if (resources < MANY) return;
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('globalThis.gc');
  if (typeof collect === 'function') collect();
}
