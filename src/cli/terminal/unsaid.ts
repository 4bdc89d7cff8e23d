import type { Diagnostic } from '../../model/diagnostic.ts';

/** The diagnostics that were not said yet, which counts as saying them; all of them where nobody keeps account. */
export function unsaid(diagnostics: readonly Diagnostic[], said: Set<string> | undefined): readonly Diagnostic[] {
  if (said === undefined) return diagnostics;
  return diagnostics.filter(({ code, span, detail }) => {
    const key = JSON.stringify([code, span, detail]);
    const isNew = !said.has(key);
    said.add(key);
    return isNew;
  });
}
