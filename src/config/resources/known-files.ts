import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Problem } from '../problems/report.ts';
import type { FoundFiles } from '../project/find-files.ts';
import type { ReadSource } from '../values/read-source.ts';
import type { SourceFile } from '../yaml/source-file.ts';
import type { TreeMap } from '../yaml/tree.ts';
import type { FileResources } from './read-resources.ts';

/** What was read of a project's files already: several environments of a project see one state of them. */
export interface KnownFiles {
  /** What globs mean, by their texts. */
  readonly found: Map<string, Promise<FoundFiles>>;
  /** By path. */
  readonly sources: Map<string, Promise<ReadSource | Problem>>;
  /** Of resource files, by path and what their headers stand for. */
  readonly checked: Map<string, Promise<CheckedText>>;
  /** Of the same, by the defaults and variables too, which environments may have in common. */
  readonly entries: Map<string, Promise<ReadEntries>>;
}

/** What the text of a resource file says in any environment, and what is wrong with it. */
export interface CheckedText {
  readonly found: { readonly file: SourceFile; readonly root: TreeMap } | undefined;
  /** As those of a reading. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a resource file declares, and what is wrong with that. */
export interface ReadEntries {
  readonly resources: FileResources;
  readonly diagnostics: readonly Diagnostic[];
}

/** Nothing yet. */
export function noFilesYet(): KnownFiles {
  return { found: new Map(), sources: new Map(), checked: new Map(), entries: new Map() };
}

/** What is known under a key, or what is made of it now, for everybody who asks later. */
export function knownOr<T>(
  known: Map<string, Promise<T>> | undefined,
  key: string,
  make: () => Promise<T>,
): Promise<T> {
  const found = known?.get(key) ?? make();
  known?.set(key, found);
  return found;
}
