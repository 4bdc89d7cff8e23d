import { open, realpath } from 'node:fs/promises';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { DEFAULT_LIMITS, type Guards, type Limits } from '../../model/guards.ts';
import type { Policy } from '../../model/rules/policy.ts';
import { checkShape } from '../check/check-shape.ts';
import { NotAllowedError } from '../doors/not-allowed-error.ts';
import { isInside } from '../doors/working-tree.ts';
import { parseProjectFile } from '../parse-file.ts';
import { reportInto } from '../problems/report.ts';
import type { Reading } from '../resources/open-file.ts';
import { type FileRestriction, readRestrictions } from '../restrictions/read-restrictions.ts';
import type { FileScope } from '../values/read-text.ts';
import { reasonOf } from '../values/reason-of.ts';
import { sourceFile } from '../yaml/source-file.ts';
import { childOf, EMPTY_MAP, type TreeMap } from '../yaml/tree.ts';
import { readGuards } from './read-guards.ts';
import { readPolicies } from './read-policies.ts';

/** How diagnostics name the file, whose path is a matter of the machine. */
const NAME = 'ROLLCALL_RULES';
const MAX_BYTES = 1_048_576;
const LIMITS = ['maxRemovals', 'maxChanges', 'maxMemberRemovals'] as const;
const SECTIONS: ReadonlySet<string> = new Set(['guards', 'restrictions', 'policies']);

/** Rules from outside of the project, which hold besides its own. */
export interface OutsideRules {
  readonly limits: Partial<Limits>;
  readonly protect: readonly string[];
  readonly policies: readonly Policy[];
  readonly restrictions: readonly FileRestriction[];
}

/**
 * Reads the file that `ROLLCALL_RULES` names; undefined where it names none. Its text goes to the files of the reading.
 * @throws NotAllowedError where it cannot be read, is wrong or lies in the working tree, where a project could change it
 */
export async function readOutsideRules(path: string | undefined, reading: Reading): Promise<OutsideRules | undefined> {
  if (path === undefined || path === '') return undefined;
  const file = sourceFile(NAME, await textOf(path, reading));
  const diagnostics: Diagnostic[] = [];
  const report = reportInto(file, diagnostics);
  const root = parseProjectFile(file, report) ?? EMPTY_MAP;
  checkShape(root, reading.shapes.project, file, report);
  const map = root.kind === 'map' ? root : EMPTY_MAP;
  const foreign = [...map.entries.keys()].filter((key) => !SECTIONS.has(key));
  const scope: FileScope = { file, report, variables: new Map() };
  const { protect, ...limits } = readGuards(map, scope);
  const policies = readPolicies(map, scope);
  const restrictions = readRestrictions(map, [], scope);
  const faults = diagnostics.filter(({ severity }) => severity === 'error');
  const reasons = [
    ...foreign.map((key) => `"${key}" does not belong there`),
    ...faults.map(({ summary, detail, span }) => `line ${span?.start.line ?? 1}: ${detail ?? summary}`),
  ];
  if (reasons.length > 0)
    throw refused('is wrong.', 'It holds guards, restrictions and policies, as rollcall.yaml does.', reasons);
  reading.files.set(NAME, Buffer.from(file.text));
  return { limits: written(map, limits), protect, policies, restrictions };
}

/** What is not written there leaves the project's own limit alone. */
function written(root: TreeMap, limits: Limits): Partial<Limits> {
  const guards = childOf(root, 'guards');
  return Object.fromEntries(
    LIMITS.flatMap((name) =>
      childOf(guards, name) === undefined ? [] : [[name, limits[name] ?? DEFAULT_LIMITS[name]]],
    ),
  );
}

async function textOf(path: string, { tree }: Reading): Promise<string> {
  const real = await realpath(path).catch((error: unknown) => {
    throw refused(`cannot be read: ${reasonOf(error)}.`, 'It names a file outside of the repository.');
  });
  if (isInside(real, tree.root)) {
    throw refused('lies in the working tree, where whoever writes files can change it.', 'Put it elsewhere.');
  }
  try {
    return await readSmall(real);
  } catch (error) {
    if (error instanceof NotAllowedError) throw error;
    throw refused(`cannot be read: ${reasonOf(error)}.`, 'It names a file outside of the repository.');
  }
}

async function readSmall(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const found = await handle.stat();
    if (!found.isFile() || found.size > MAX_BYTES) throw refused('is no file of up to 1 MiB.', 'Name another.');
    return new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile());
  } finally {
    await handle.close();
  }
}

function refused(what: string, hint: string, reasons: readonly string[] = []): NotAllowedError {
  return new NotAllowedError(`the file that ROLLCALL_RULES names ${what}`, hint, reasons);
}

/** The project's guards and those from outside: neither weakens the other. */
export function unitedGuards(own: Guards, rules: OutsideRules | undefined): Guards {
  if (rules === undefined) return own;
  const protect = [...new Set([...own.protect, ...rules.protect])];
  return Object.keys(rules.limits).length === 0 ? { ...own, protect } : { ...own, protect, outside: rules.limits };
}
