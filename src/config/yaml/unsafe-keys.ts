/** Keys that JavaScript objects treat specially; no attribute has such a name. */
export const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
