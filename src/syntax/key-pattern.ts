import type { DeclaredResource } from '../model/configuration.ts';
import { foldCase, resourceKey, type ScimResource } from '../model/resource.ts';
import { resourceName } from './resource-name.ts';

/** Says of a folded key whether it is meant. */
export interface KeyPattern {
  test(key: string): boolean;
}

/** A case-insensitive pattern on keys, as `--target` and `guards.protect` take them: `*` is any text, `?` any character. */
export function globOf(pattern: string): KeyPattern {
  const steps = [...foldCase(pattern).replace(/\*+/g, '*')];
  return { test: (key) => fits(steps, [...key]) };
}

/**
 * Goes back to the last `*` alone, which is enough: what stands before it fits already. So the time is bounded by the product
 * of both lengths, which no regular expression promises.
 */
function fits(steps: readonly string[], text: readonly string[]): boolean {
  let step = 0;
  let at = 0;
  let star: { readonly step: number; at: number } | undefined;
  while (at < text.length) {
    if (steps[step] === '*') {
      star = { step, at };
      step += 1;
    } else if (step < steps.length && (steps[step] === '?' || steps[step] === text[at])) {
      step += 1;
      at += 1;
    } else if (star === undefined) {
      return false;
    } else {
      star.at += 1;
      at = star.at;
      step = star.step + 1;
    }
  }
  return steps.slice(step).every((rest) => rest === '*');
}

/** The folded keys by which a pattern may mean a resource: its declared, former and current name. */
export function keysOf({
  declared,
  current,
}: {
  readonly declared: DeclaredResource;
  readonly current?: ScimResource;
}): readonly string[] {
  const name = current && resourceName(declared.type, current);
  const names = [declared.name, ...declared.previously, ...(name === undefined ? [] : [name])];
  return names.map((one) => foldCase(resourceKey(declared.type, one)));
}
