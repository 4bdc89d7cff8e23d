import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addEntries } from '../../config/format/add-entries.ts';
import { projectDefaults } from '../../config/pull/project-defaults.ts';
import type { PulledEntry } from '../../config/pull/pull-entries.ts';
import { takesFile } from '../../config/pull/takes-file.ts';
import { withoutDefaults } from '../../config/pull/without-defaults.ts';
import type { Configuration, DeclaredResource } from '../../model/configuration.ts';
import { counted } from '../../model/counted.ts';
import type { Directory } from '../../model/directory.ts';
import { foldCase, PLURAL, type ResourceType, resourceKey, SINGULAR } from '../../model/resource.ts';
import type { Match } from '../../plan/match/match.ts';
import { refuseLinks } from '../files/refuse-links.ts';
import { writeFileWhole } from '../files/write-file-whole.ts';
import type { PlanChoice } from '../open-project.ts';
import type { Service } from '../service/service.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { keptOnly } from './kept-only.ts';
import { pullDirectory, tellLeftOut } from './pull-directory.ts';

const TYPES: readonly ResourceType[] = ['User', 'Group'];

/** Where entries go that no file declares yet. */
function pulledFile(type: ResourceType): string {
  return `${PLURAL[type]}/pulled.yaml`;
}

/**
 * Before anything is read: a target that may mean somebody who is not declared needs a file that the project reads.
 * Throws UsageError where there is none.
 */
export async function refuseUnreadFile({ users, groups }: Configuration, choice: PlanChoice): Promise<void> {
  const declared = new Set([...users, ...groups].map(({ key }) => foldCase(key)));
  for (const type of TYPES) {
    const target = choice.targets.find((one) => one.startsWith(`${SINGULAR[type]}:`) && !declared.has(foldCase(one)));
    if (target === undefined || (await takesFile(choice.dir, choice, pulledFile(type)))) continue;
    throw new UsageError(
      `--target ${target} may name somebody whom no file declares, and "resources" does not take ${pulledFile(type)}, where such entries go.`,
      `Add ${pulledFile(type)} to "resources" in rollcall.yaml, or name declared ones only.`,
    );
  }
}

/** What to declare, and what may be said where. */
export interface Pulling {
  readonly directory: Directory;
  /** Declared resources with what the service holds of them. */
  readonly matches: readonly Match[];
  /** Entries of other environments, which are not declared again. */
  readonly notSelected: readonly DeclaredResource[];
  /** Whether the file may say so. */
  readonly mayWrite: (path: string, text: string) => Promise<boolean>;
  /** What was not written, because its file may not say so, with that file. */
  readonly heldBack: Map<string, string>;
}

/**
 * Declares what the targets name and no entry does. Throws UsageError for a target that names nothing at all.
 * @returns the files that were written
 */
export async function pullUndeclared(
  { directory, matches, notSelected, mayWrite, heldBack }: Pulling,
  service: Service,
  choice: PlanChoice,
  terminal: Terminal,
): Promise<readonly string[]> {
  const known = new Set(
    matches.flatMap(({ declared: { type }, current }) => (current ? [`${type} ${current.id}`] : [])),
  );
  const elsewhere = new Set(notSelected.map(({ key }) => foldCase(key)));
  const isUndeclared = ({ type, id, name }: PulledEntry) =>
    !known.has(`${type} ${id}`) && !elsewhere.has(foldCase(resourceKey(type, name)));
  const pulling = pullDirectory(directory, service, choice.targets, 'fine');
  const pulled = { User: [...pulling.users], Group: [...pulling.groups] };
  tellLeftOut(pulling.leftOut, terminal);
  const defaults = await projectDefaults(choice.dir, choice);
  const written: string[] = [];
  for (const type of TYPES) {
    const entries = pulled[type].filter(isUndeclared);
    if (entries.length === 0) continue;
    const path = join(choice.dir, pulledFile(type));
    const text = existsSync(path) ? await readFile(path, 'utf8') : '';
    const added = (some: readonly PulledEntry[]) =>
      addEntries(
        text,
        PLURAL[type],
        some.map(({ entry }) => withoutDefaults(entry, defaults[type])),
      );
    const isFine = (some: readonly PulledEntry[]) => mayWrite(pulledFile(type), added(some));
    const kept = await keptOnly(entries, isFine, ({ name }) => heldBack.set(resourceKey(type, name), pulledFile(type)));
    if (kept.length === 0) continue;
    await refuseLinks(dirname(path), choice.dir);
    await mkdir(dirname(path), { recursive: true });
    await writeFileWhole(path, added(kept), choice.dir);
    terminal.message(`Declared ${counted(kept.length, SINGULAR[type])} in ${pulledFile(type)}.`);
    written.push(pulledFile(type));
  }
  return written;
}
