import type { JsonObject } from '../../model/json.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { sourceFile } from '../yaml/source-file.ts';
import { childOf } from '../yaml/tree.ts';
import { printEntries } from './print-entries.ts';

/** A resource file with entries added at its end; a file that does not end in that list gets them as another document. */
export function addEntries(text: string, section: 'users' | 'groups', entries: readonly JsonObject[]): string {
  const added = printEntries(section, entries);
  if (text.trim() === '') return added;
  const longer = `${text.trimEnd()}\n${added.slice(added.indexOf('\n') + 1)}`;
  const isOneList = lengthOf(longer, section) === (lengthOf(text, section) ?? 0) + entries.length;
  return isOneList ? longer : `${text.trimEnd()}\n---\n${added}`;
}

/** How many entries a text of one document has; undefined where it is no such text. */
function lengthOf(text: string, section: string): number | undefined {
  const documents = parseYaml(sourceFile('', text), () => undefined) ?? [];
  const list = documents.length === 1 ? childOf(documents[0], section) : undefined;
  return list?.kind === 'list' ? list.items.length : undefined;
}
