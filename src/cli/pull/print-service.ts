import { type PrintedEntry, printEntry } from '../../config/format/print-entries.ts';
import { type EntryFile, type Grouping, groupEntries, SECTIONS } from '../../config/pull/group-entries.ts';
import { projectDefaults } from '../../config/pull/project-defaults.ts';
import type { PulledEntry } from '../../config/pull/pull-entries.ts';
import { withoutDefaults } from '../../config/pull/without-defaults.ts';
import type { ProjectChoice } from '../open-project.ts';
import { type ReadingChoice, readService } from '../service/read-service.ts';
import type { Service } from '../service/service.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type Pulling, pullDirectory, tellLeftOut } from './pull-directory.ts';
import { spareMemory } from './spare-memory.ts';

/** What is read, and how it is spread over files. */
export interface PrintChoice extends ProjectChoice {
  readonly grouping: Grouping;
  readonly targets: readonly string[];
  readonly reading: ReadingChoice;
}

/** A printed entry that takes no more room than its bytes, since a text that was put together holds all its pieces. */
export interface PackedEntry {
  readonly bytes: Buffer;
  readonly isTall: boolean;
}

/**
 * Reads what a service holds, whole, and prints it as the files of a project; tells of what no file can declare. A resource
 * is let go once it is printed, so that a directory and its files are never held side by side.
 * @throws UsageError for a target that names nothing, ServiceError where the service cannot be read whole
 */
export async function printService(
  service: Service,
  choice: PrintChoice,
  terminal: Terminal,
): Promise<readonly EntryFile<PackedEntry>[]> {
  const defaults = await projectDefaults(choice.dir, choice);
  const pulling = await readPulling(service, choice, terminal);
  const files = SECTIONS.flatMap((section) =>
    groupEntries(section, pulling[section], choice.grouping, ({ type, entry }: PulledEntry) =>
      packed(printEntry(section, withoutDefaults(entry, defaults[type]))),
    ),
  );
  tellLeftOut(pulling.leftOut, terminal);
  return files;
}

/** Apart, so that nothing holds the directory itself any longer when its resources are printed. */
async function readPulling(service: Service, { reading, targets }: PrintChoice, terminal: Terminal): Promise<Pulling> {
  const directory = await readService(service, reading, terminal);
  spareMemory(directory.users.length + directory.groups.length);
  return pullDirectory(directory, service, targets);
}

function packed({ text, isTall }: PrintedEntry): PackedEntry {
  return { bytes: Buffer.from(text), isTall };
}

/** The entry as it was printed. */
export function unpacked({ bytes, isTall }: PackedEntry): PrintedEntry {
  return { text: bytes.toString(), isTall };
}
