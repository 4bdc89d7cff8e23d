import { distance } from '../../model/did-you-mean.ts';
import { headerOf } from '../csv/csv-cells.ts';
import { isColumnKnown } from '../csv/csv-columns.ts';
import type { SourceFile } from '../yaml/source-file.ts';
import { isNull, type Tree } from '../yaml/tree.ts';

/** A table of people names one of its columns well before. */
const MOST_HEADERS = 500;
const SECTIONS = ['users', 'groups'];

/** A key at the very left, or the first one in braces. */
const TOP_KEY = /^(?:\{\s*)?["']?([^\s"'#:{}[\],-][^\s"':]{0,80})["']?[ \t]*:(?=[ \t\r]|$)/gm;

/**
 * Whether a file that is read as users and groups is something else, such as a kubeconfig: then nothing of it may be shown,
 * since the globs of a project may take any file of a repository. A slip of one letter in `users` or `groups` is none.
 * @param tree what it says, where it can be read at all
 */
export function isForeignFile(file: SourceFile, tree: Tree | undefined): boolean {
  if (file.path.endsWith('.csv'))
    return file.text.trim() !== '' && !headerOf(file.text).slice(0, MOST_HEADERS).some(isColumnKnown);
  return tree === undefined ? !isAlike(file.text, SECTIONS, 'all') : !holdsEntries(tree);
}

/**
 * Whether what is read as rollcall.yaml holds none of its settings. `users` and `groups` alone tell nothing where there are
 * keys that nobody knows beside them: a kubeconfig has users too.
 */
export function isForeignProject(file: SourceFile, tree: Tree | undefined, settings: readonly string[]): boolean {
  if (tree?.kind !== 'map') return tree === undefined ? !isAlike(file.text, settings, 'some') : true;
  const keys = [...tree.entries.keys()];
  const own = settings.filter((name) => !SECTIONS.includes(name));
  return keys.length > 0 && !keys.some((key) => isSlipOf(key, own)) && !keys.every((key) => isSlipOf(key, SECTIONS));
}

function holdsEntries(tree: Tree): boolean {
  if (tree.kind !== 'map') return isNull(tree);
  return [...tree.entries.values()].every(({ key, value }) => {
    const isList =
      value.kind === 'list' && (value.items.length === 0 || value.items.some(({ kind }) => kind === 'map'));
    return isSlipOf(key, SECTIONS) && (isList || isNull(value));
  });
}

/** A text that is no YAML is known by the keys at its left; one that holds nothing is harmless. */
function isAlike(text: string, known: readonly string[], which: 'all' | 'some'): boolean {
  const keys = [...text.matchAll(TOP_KEY)].map(([, key = '']) => key);
  if (keys.length === 0) return !/^[^#\s]/m.test(text.replace(/^\uFEFF?(?:---|%.*)?$/gm, ''));
  return which === 'all' ? keys.every((key) => isSlipOf(key, known)) : keys.some((key) => isSlipOf(key, known));
}

function isSlipOf(key: string, known: readonly string[]): boolean {
  return known.some((name) => distance(key.toLowerCase(), name.toLowerCase(), 1) <= 1);
}
