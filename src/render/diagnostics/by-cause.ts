import type { Diagnostic } from '../../model/diagnostic.ts';
import { listed } from '../../model/listed.ts';

/** Fewer are shown each with its line. */
const MANY = 3;

/**
 * One diagnostic for each cause, at its first place: where the very same is wrong in many places, that says how many
 * there are and names some. JSON keeps them apart.
 */
export function byCause(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const causes = Map.groupBy(diagnostics, causeOf);
  return diagnostics.flatMap((diagnostic) => {
    const same = causes.get(causeOf(diagnostic)) ?? [];
    if (same.length < MANY) return [diagnostic];
    return same[0] !== diagnostic ? [] : [{ ...diagnostic, detail: `${diagnostic.detail ?? ''}${places(same)}` }];
  });
}

function causeOf({ code, severity, summary, detail, span }: Diagnostic): string {
  return JSON.stringify([code, severity, summary, detail, span === undefined]);
}

function places(same: readonly Diagnostic[]): string {
  const named = same.flatMap(({ span }) => (span ? [`${span.file}:${span.start.line}:${span.start.column}`] : []));
  return `\nThe same in ${same.length} places: ${listed(named, ' and ')}.`;
}
