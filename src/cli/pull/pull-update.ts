import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EntryEdit, editYaml } from '../../config/format/edit-yaml.ts';
import { loadProject, type Project } from '../../config/load-project.ts';
import { driftEdits } from '../../config/pull/drift-edits.ts';
import { knownNames } from '../../config/pull/known-names.ts';
import { counted } from '../../model/counted.ts';
import type { Directory } from '../../model/directory.ts';
import type { Drift } from '../../model/drift.ts';
import { foldCase } from '../../model/resource.ts';
import { type FoundDrift, findDrift } from '../../plan/find-drift.ts';
import { globOf } from '../../syntax/key-pattern.ts';
import { writeFileWhole } from '../files/write-file-whole.ts';
import type { PlanChoice, ValidProject } from '../open-project.ts';
import { type ReadingChoice, readService } from '../service/read-service.ts';
import type { Service } from '../service/service.ts';
import { EXIT, type ExitCode } from '../terminal/exit-code.ts';
import { printDiagnostics } from '../terminal/print-diagnostics.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** An anchor that changes changes every entry that uses it, which then differ: they get values of their own. */
const MOST_ROUNDS = 3;

/** Brings what changed on the service into the project's files, and says what it could not bring in. */
export async function pullUpdate(
  project: ValidProject,
  service: Service,
  choice: PlanChoice & { readonly reading: ReadingChoice },
  terminal: Terminal,
): Promise<ExitCode> {
  const directory = await readService(service, choice.reading, terminal);
  const first = look(project, directory, service, choice);
  if (printDiagnostics(first.diagnostics, project.files, terminal)) return EXIT.error;
  const changed = new Set<string>();
  let found = first;
  for (let round = 0; round < MOST_ROUNDS && found.drifts.length > 0; round++) {
    for (const path of await writeEdits(found.drifts, directory, choice.dir)) changed.add(path);
    const edited = await loadProject(choice);
    const { configuration } = edited;
    if (configuration === undefined) return tellFaulty(edited, terminal);
    found = look({ ...edited, configuration }, directory, service, choice);
  }
  for (const path of [...changed].sort()) terminal.result(path);
  tell(first, found, directory, terminal);
  return found.drifts.length > 0 ? EXIT.error : EXIT.done;
}

/** The drift of what the targets name. */
function look(
  { configuration, locate }: ValidProject,
  directory: Directory,
  { profile, target }: Service,
  { targets }: PlanChoice,
): FoundDrift {
  const found = findDrift({ configuration, directory, profile, target, now: new Date().toISOString(), locate });
  const globs = targets.map(globOf);
  const isMeant = ({ declared }: Drift) =>
    globs.length === 0 || globs.some((glob) => glob.test(foldCase(declared.key)));
  return { ...found, drifts: found.drifts.filter(isMeant) };
}

/** Edits each file once; tables have no room for comments and layout and are left alone. */
async function writeEdits(drifts: readonly Drift[], directory: Directory, dir: string): Promise<readonly string[]> {
  const names = knownNames(directory);
  const written: string[] = [];
  for (const [file, ofFile] of Map.groupBy(drifts, ({ declared }) => declared.pointer.file)) {
    if (!/\.(?:ya?ml|json)$/.test(file)) continue;
    const path = join(dir, file);
    const text = await readFile(path, 'utf8');
    const edits = ofFile.map((drift): EntryEdit => {
      const [, index] = drift.declared.pointer.path;
      const section = drift.declared.type === 'User' ? 'users' : 'groups';
      return { section, index: Number(index), edits: driftEdits(drift, names) };
    });
    const edited = editYaml(text, edits, file.endsWith('.json'));
    if (edited === text) continue;
    await writeFileWhole(path, edited, dir);
    written.push(file);
  }
  return written;
}

function tellFaulty({ diagnostics, files }: Project, terminal: Terminal): ExitCode {
  printDiagnostics(diagnostics, files, terminal);
  terminal.message('What the service holds cannot be said in these files as they are; see the problems above.');
  return EXIT.error;
}

function tell(first: FoundDrift, last: FoundDrift, directory: Directory, terminal: Terminal): void {
  const warn = terminal.messageStyle.yellow('!');
  for (const { declared } of last.drifts) {
    const { file, line } = declared.source;
    terminal.message(`${warn} ${declared.key} still differs: change ${file}:${line} by hand.`);
  }
  for (const { declared, current } of first.matches) {
    if (current !== undefined || declared.state === 'absent') continue;
    terminal.message(`${warn} ${declared.key} is not on the service: its entry stays, and apply would create it.`);
  }
  const undeclared =
    directory.users.length +
    directory.groups.length -
    first.matches.filter(({ current }) => current !== undefined).length;
  if (undeclared > 0) {
    terminal.message(
      `${counted(undeclared, 'resource')} on the service ${undeclared === 1 ? 'is' : 'are'} not declared; pull --out DIR writes all.`,
    );
  }
  const brought = first.drifts.length - last.drifts.length;
  terminal.message(
    first.drifts.length === 0
      ? 'Nothing changed on the service.'
      : `Brought in what changed of ${counted(brought, 'resource')}.`,
  );
}
