import type { Row } from './row.ts';

/** Files and YAML. */
export const FILE_CODES = {
  RC1001: {
    severity: 'error',
    title: 'YAML syntax error',
    cause: `The file is not YAML, so nothing of it is used. Frequent causes are a merge conflict that is not resolved, tabs as indentation, a line that is indented otherwise than its neighbours, a value that holds \`: \` without quotes, a quote that is never closed, and \`\${…}\` without quotes between \`{ }\` or \`[ ]\`.`,
    cure: 'Correct the line; the mistake may be on the line before.',
  },
  RC1002: {
    severity: 'error',
    title: 'file cannot be read',
    cause:
      'The file or folder exists but the system refuses to hand it out, a link leads to something that is not there, or it is no regular file. What it declares is not known, so nothing is planned.',
    cure: 'Check its permissions and where the link leads, or take it out with a glob that begins with `!`.',
  },
  RC1003: {
    severity: 'error',
    title: 'file is not UTF-8',
    cause: 'The file holds bytes that are no UTF-8 text, often because it was saved as Latin-1 or UTF-16.',
    cure: 'Save it as UTF-8.',
  },
  RC1004: {
    severity: 'error',
    title: 'file is too large',
    cause: 'A file may have at most 50 MB.',
    cure: 'Divide it; the globs under `resources` collect the parts.',
  },
  RC1005: {
    severity: 'error',
    title: 'no rollcall.yaml',
    cause: 'The folder is no project.',
    cure: "Run the command in the project's folder, name it with `--dir`, or write a `rollcall.yaml`.",
  },
  RC1006: {
    severity: 'warning',
    title: 'no file matches',
    cause:
      'A glob under `resources` matches nothing, so it declares nothing. Globs are relative to the folder of `rollcall.yaml`.',
    cure: 'Correct or remove it.',
  },
  RC1007: {
    severity: 'warning',
    title: 'file declares nothing',
    cause: 'A resource file holds no users and no groups.',
    cure: 'Delete it, or write `users:` or `groups:` with a list below.',
  },
  RC1008: {
    severity: 'error',
    title: 'key written twice',
    cause: 'Two entries of one mapping have the same key, and only one could count.',
    cure: 'Remove or merge one.',
  },
  RC1009: {
    severity: 'error',
    title: 'key not allowed',
    cause:
      '`__proto__`, `constructor` and `prototype` are refused as keys everywhere, because programs treat them specially.',
    cure: 'Use another name. No attribute of a directory is called so.',
  },
  RC1010: {
    severity: 'error',
    title: 'nested too deeply',
    cause: 'Values are nested more than 64 deep, directly or through aliases.',
    cure: 'Write them flatter; nothing that a directory holds needs such depth.',
  },
  RC1011: {
    severity: 'error',
    title: 'aliases expand to too much',
    cause: 'Aliases of aliases stand for more than two million values.',
    cure: 'Use fewer of them, or put shared attributes under `defaults`.',
  },
  RC1012: {
    severity: 'error',
    title: 'unknown alias',
    cause: 'An alias such as `*work` comes without an anchor `&work` before it in the same document.',
    cure: 'Write the anchor before the alias. A value that really starts with `*` needs quotes.',
  },
  RC1013: {
    severity: 'error',
    title: 'merge key without a mapping',
    cause: '`<<` stands beside something that is no mapping.',
    cure: 'Give it a mapping or a list of mappings, usually as an alias.',
  },
  RC1014: {
    severity: 'error',
    title: 'key is not text',
    cause: 'A list, a mapping or nothing stands where a key is expected.',
    cure: 'Write a single text as the key, such as the name of an attribute.',
  },
  RC1015: {
    severity: 'error',
    title: 'not a resource file',
    cause: 'A glob under `resources` matches a file that does not end in `.yaml`, `.yml`, `.json` or `.csv`.',
    cure: 'Narrow the glob.',
  },
  RC1016: {
    severity: 'error',
    title: 'several documents',
    cause: '`rollcall.yaml` must be one YAML document.',
    cure: 'Remove the `---` line. Resource files may hold several.',
  },
  RC1017: {
    severity: 'error',
    title: 'CSV quoting error',
    cause:
      'A quote in a CSV file is never closed, text follows a closing quote, or a quote stands inside a value that is not quoted.',
    cure: 'Quote values that hold a quote, a separator or a line break as a whole, and write a quote in them twice (RFC 4180).',
  },
  RC1018: {
    severity: 'error',
    title: 'row is too {short|long}',
    cause: 'A row of a CSV file does not have a value for each column.',
    cure: 'Quote a value that holds the separator; write a separator for an empty value, too.',
  },
  RC1019: {
    severity: 'error',
    title: 'unknown column',
    cause:
      'The first line of a CSV file names attributes of users, and this is none, or it takes more than a cell can hold.',
    cure: 'Correct the name, as in `userName`, `name.givenName`, `emails[work]`, `addresses[work].locality` or `enterprise.department`; of an attribute with several parts, name one. Lists without types, such as routing skills, need YAML.',
  },
  RC1020: {
    severity: 'error',
    title: 'column written twice',
    cause: 'Two columns name the same attribute.',
    cure: 'Keep one of them.',
  },
  RC1021: {
    severity: 'error',
    title: 'no column for the name',
    cause: 'A CSV file needs the column `userName`, by which users are found on the service.',
    cure: 'Add the column with the name of each user.',
  },
  RC1022: {
    severity: 'warning',
    title: 'resource files are not read',
    cause:
      'The project does not say `resources`, so that `users/**/*.yaml` and `groups/**/*.yaml` are read, and these folders hold other files that look as if they declared something: `.yml`, `.json`, `.csv`, or an ending in capitals.',
    cure: 'Rename the files, or list them under `resources`.',
  },
  RC1023: {
    severity: 'error',
    title: 'file is not read',
    cause:
      'It lies outside of the working tree that holds the project (the nearest folder with `.git`), also by a link, or a part of its path begins with a dot.',
    cure: 'Put the file into the repository, under a name without a dot in front.',
  },
  RC1024: {
    severity: 'error',
    title: 'no resource file',
    cause:
      'The globs under `resources` take a file that holds something else at its top than lists of entries under `users` and `groups`, or a table none of whose columns is an attribute of users.',
    cure: 'Narrow the globs, or correct the file.',
  },
  RC1025: {
    severity: 'error',
    title: 'glob cannot be read',
    cause:
      'An entry of `resources`, or `files` of a restriction, is too long, stands for too many alternatives, or has a bracket without its partner.',
    cure: 'Divide it into several globs, or shorten it.',
  },
  RC1026: {
    severity: 'error',
    title: 'no project file',
    cause: '`rollcall.yaml` holds none of the settings of a project.',
    cure: 'Write `service:`, or run `rollcall init` in another folder.',
  },
  RC1036: {
    severity: 'error',
    title: '`columns` do not fit the file',
    cause:
      '`columns` under `resources` maps a header that the CSV file does not have, or stands at a file that is no CSV file.',
    cure: 'Write the headers as the first line of the file has them; case and blanks around them do not matter.',
  },
  RC1037: {
    severity: 'hint',
    title: 'columns are not read',
    cause: 'A CSV file whose headers `columns` maps has further ones.',
    cure: 'Nothing is wrong. To read one, add it to `columns` under `resources`.',
  },
} as const satisfies Readonly<Record<string, Row>>;
