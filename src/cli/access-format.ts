import type { Access } from '../model/access/grants.ts';
import { foldCase, type ResourceType, resourceKey } from '../model/resource.ts';
import { renderAccessCsv } from '../render/access/access-csv.ts';
import { renderAccessHtml } from '../render/access/access-html.ts';
import { renderAccessText } from '../render/access/access-text.ts';
import { globOf } from '../syntax/key-pattern.ts';
import { sha256Base64 } from './files/sha256.ts';
import { wantsJson } from './flags.ts';
import type { Terminal } from './terminal/terminal.ts';

interface AccessFormatFlags {
  readonly format: 'text' | 'json' | 'csv' | 'html';
  readonly json: boolean;
}

/** Who has what in the format that is asked for. Throws UsageError where two flags ask for two. */
export function accessPrinter({ format, json }: AccessFormatFlags, terminal: Terminal): (access: Access) => string {
  const print: Readonly<Record<AccessFormatFlags['format'], (access: Access) => string>> = {
    text: (access) => renderAccessText(access, terminal.resultStyle, { columns: terminal.columns, full: true }),
    json: (access) => `${JSON.stringify(access, null, 2)}\n`,
    csv: renderAccessCsv,
    html: (access) => renderAccessHtml(access, sha256Base64),
  };
  return print[wantsJson({ format, json }) ? 'json' : format];
}

/** True for the names that a pattern means: of one type, where it begins with `user:` or `group:`. */
export function patternOf(pattern: string): (type: ResourceType, name: string) => boolean {
  const isTyped = /^(?:user|group):/i.test(pattern);
  const glob = globOf(pattern);
  return (type, name) => glob.test(isTyped ? foldCase(resourceKey(type, name)) : foldCase(name));
}
