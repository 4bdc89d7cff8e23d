import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalEntry } from '../../model/history/journal-entry.ts';
import { type RunHistory, runHistory } from '../../model/history/run-history.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { journalTime } from './run-journal.ts';

/** The past applies of a project, the latest first; none where there is no journal. */
export async function runHistories(dir: string): Promise<readonly RunHistory[]> {
  const folder = join(dir, '.rollcall', 'journal');
  const names = (await namesIn(folder)).filter((name) => journalTime(name) !== undefined);
  const runs = await Promise.all(names.sort().map((name) => read(folder, name)));
  return runs.filter((run) => run !== undefined).reverse();
}

/** The run whose name begins like this; throws UsageError unless that is exactly one. */
export function runNamed(name: string, runs: readonly RunHistory[]): RunHistory {
  const found = runs.filter(({ run }) => run.startsWith(name));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const what = only === undefined ? `there is no run "${name}".` : `"${name}" stands for ${found.length} runs.`;
  throw new UsageError(what, 'Run rollcall history to see all runs.');
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    // A journal is a file of this machine; a link would be somebody else's.
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function read(folder: string, name: string): Promise<RunHistory | undefined> {
  const text = await readFile(join(folder, name), 'utf8');
  return runHistory(name.replace('.jsonl', ''), text.split('\n').flatMap(parseLine));
}

/** A process that was killed may leave half a line. */
function parseLine(line: string): readonly JournalEntry[] {
  try {
    return line === '' ? [] : [JSON.parse(line)];
  } catch {
    return [];
  }
}
