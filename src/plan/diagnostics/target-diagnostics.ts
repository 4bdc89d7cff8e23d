import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';

/* RC1514, RC1515 and RC1535: patterns of keys. */

export function targetMatchesNothing(pattern: string): Diagnostic {
  return diagnostic(
    'RC1514',
    `--target ${pattern} fits no declared resource and no change. A pattern names a type and a name, with * for any text: "user:*@example.com", "group:Analysts".`,
  );
}

export function targetNeedsOther(pattern: string, key: string, needed: string): Diagnostic {
  return diagnostic(
    'RC1515',
    `${key} needs a name that ${needed} must give up first, which ${pattern} leaves out. Add it:\n\n  --target '${needed}'`,
  );
}

export function idleProtection(pattern: string): Diagnostic {
  return diagnostic(
    'RC1535',
    `${pattern} under guards.protect fits no declared and no current resource. If it should, correct the pattern.`,
  );
}
