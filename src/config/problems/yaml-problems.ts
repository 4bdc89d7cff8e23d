import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import type { Problem } from './report.ts';

/* RC1001 and RC1008 to RC1016: YAML that means nothing, or more than one thing. */

const SYNTAX_HINTS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_INDENT: 'Entries that belong together start in the same column.',
  MULTILINE_IMPLICIT_KEY: 'Between a key and its value stands ": ", with the blank, as in "userName: ada@example.com".',
  BLOCK_AS_IMPLICIT_KEY: 'A value that holds ": " must be quoted, and every key needs a line of its own.',
  BAD_SCALAR_START: 'Put the value in quotes.',
  TAG_RESOLVE_FAILED: 'Tags are not supported: remove it, or put the value in quotes.',
  MISSING_CHAR: 'Check the quotes, brackets and colons here and on the line before.',
  UNEXPECTED_TOKEN: 'Check the quotes, brackets and indentation here and on the line before.',
};

export function yamlSyntax(code: string, message: string): Problem {
  const [said = ''] = message.split(/: |\n/);
  const hint = SYNTAX_HINTS[code] ?? 'Nothing of this file is used until it can be read.';
  return diagnostic('RC1001', `${said.replace(/\.$/, '')}. ${hint}`);
}

export const tooManyDocuments = (most: number): Problem =>
  diagnostic(
    'RC1001',
    `A file holds at most ${most.toLocaleString('en-US')} documents. Write all entries under one "users" and one "groups".`,
  );

export const badIndent = (column: number): Problem =>
  diagnostic(
    'RC1001',
    `This line starts in column ${column}, and nothing that it could belong to does. Entries that belong together start ` +
      'in the same column, and what belongs to an entry stands further to the right.',
  );

export const mergeConflict = (): Problem =>
  diagnostic(
    'RC1001',
    'This is a merge conflict that nobody has resolved: git wrote both versions into the file. Keep what is right, ' +
      'remove the lines with <<<<<<<, ======= and >>>>>>>, and commit.',
  );

export const unquotedInterpolation = (): Problem =>
  diagnostic(
    'RC1001',
    `Between { } or [ ], YAML takes the braces of \${…} for its own. Put the value in quotes, as in "\${env:NAME}".`,
  );

export const unquotedBracket = (): Problem =>
  diagnostic('RC1001', 'Between { } or [ ], a value that holds brackets must be quoted, as in "emails[work]".');

export const duplicateKey = (key: string): Problem =>
  diagnostic(
    'RC1008',
    `"${key}" stands twice in the same mapping, and only one can count. Remove or merge one of them.`,
  );

export const unsafeKey = (key: string): Problem =>
  diagnostic(
    'RC1009',
    `"${key}" is not allowed as a key anywhere, because programs treat that name specially. Use another name.`,
  );

export const tooDeep = (depth: number): Problem =>
  diagnostic('RC1010', `Values may be nested at most ${depth} deep. Nothing that a directory holds needs more.`);

export const aliasBomb = (values: number): Problem =>
  diagnostic(
    'RC1011',
    `Written out, the aliases of this file stand for more than ${values.toLocaleString('en-US')} values. ` +
      'Use fewer aliases of aliases, or put the shared attributes under "defaults".',
  );

export const unknownAlias = (): Problem =>
  diagnostic(
    'RC1012',
    'No anchor of this name stands before the alias in the document. Define it with & first; a value that really ' +
      'starts with * must be quoted.',
  );

export const mergeNotMap = (): Problem =>
  diagnostic('RC1013', 'The merge key "<<" takes a mapping, or a list of mappings.');

export const keyNotText = (): Problem =>
  diagnostic('RC1014', 'A key must be a single text, such as an attribute name.');

export const severalDocuments = (): Problem =>
  diagnostic(
    'RC1016',
    'rollcall.yaml must be one YAML document. Remove the "---" line, or move users and groups to a resource file.',
  );
