import type { Section } from './explanation.ts';

export const FILES: Section = {
  title: 'Files and YAML',
  explanations: [
    {
      code: 'RC1001',
      title: 'YAML syntax error',
      cause: `The file is not YAML, so nothing of it is used. Frequent causes are tabs as indentation, a value that holds \`: \` without quotes, a quote that is never closed, and \`\${…}\` without quotes between \`{ }\` or \`[ ]\`.`,
      cure: 'Correct the line; the mistake may be on the line before.',
    },
    {
      code: 'RC1002',
      title: 'file cannot be read',
      cause:
        'The file or folder exists but the system refuses to hand it out, a link leads to something that is not there, or it is no regular file. What it declares is not known, so nothing is planned.',
      cure: 'Check its permissions and where the link leads, or take it out with a glob that begins with `!`.',
    },
    {
      code: 'RC1003',
      title: 'file is not UTF-8',
      cause: 'The file holds bytes that are no UTF-8 text, often because it was saved as Latin-1 or UTF-16.',
      cure: 'Save it as UTF-8.',
    },
    {
      code: 'RC1004',
      title: 'file is too large',
      cause: 'A file may have at most 50 MB.',
      cure: 'Divide it; the globs under `resources` collect the parts.',
    },
    {
      code: 'RC1005',
      title: 'no rollcall.yaml',
      cause: 'The folder is no project.',
      cure: "Run the command in the project's folder, name it with `--dir`, or write a `rollcall.yaml`.",
    },
    {
      code: 'RC1006',
      title: 'no file matches (warning)',
      cause:
        'A glob under `resources` matches nothing, so it declares nothing. Globs are relative to the folder of `rollcall.yaml`.',
      cure: 'Correct or remove it.',
    },
    {
      code: 'RC1007',
      title: 'file declares nothing (warning)',
      cause: 'A resource file holds no users and no groups.',
      cure: 'Delete it, or write `users:` or `groups:` with a list below.',
    },
    {
      code: 'RC1008',
      title: 'key written twice',
      cause: 'Two entries of one mapping have the same key, and only one could count.',
      cure: 'Remove or merge one.',
    },
    {
      code: 'RC1009',
      title: 'key not allowed',
      cause:
        '`__proto__`, `constructor` and `prototype` are refused as keys everywhere, because programs treat them specially.',
      cure: 'Use another name. No attribute of a directory is called so.',
    },
    {
      code: 'RC1010',
      title: 'nested too deeply',
      cause: 'Values are nested more than 64 deep, directly or through aliases.',
      cure: 'Write them flatter; nothing that a directory holds needs such depth.',
    },
    {
      code: 'RC1011',
      title: 'aliases expand to too much',
      cause: 'Aliases of aliases stand for more than two million values.',
      cure: 'Use fewer of them, or put shared attributes under `defaults`.',
    },
    {
      code: 'RC1012',
      title: 'unknown alias',
      cause: 'An alias such as `*work` comes without an anchor `&work` before it in the same document.',
      cure: 'Write the anchor before the alias. A value that really starts with `*` needs quotes.',
    },
    {
      code: 'RC1013',
      title: 'merge key without a mapping',
      cause: '`<<` stands beside something that is no mapping.',
      cure: 'Give it a mapping or a list of mappings, usually as an alias.',
    },
    {
      code: 'RC1014',
      title: 'key is not text',
      cause: 'A list, a mapping or nothing stands where a key is expected.',
      cure: 'Write a single text as the key, such as the name of an attribute.',
    },
    {
      code: 'RC1015',
      title: 'not a resource file',
      cause: 'A glob under `resources` matches a file that does not end in `.yaml`, `.yml`, `.json` or `.csv`.',
      cure: 'Narrow the glob.',
    },
    {
      code: 'RC1016',
      title: 'several documents',
      cause: '`rollcall.yaml` must be one YAML document.',
      cure: 'Remove the `---` line. Resource files may hold several.',
    },
    {
      code: 'RC1017',
      title: 'CSV quoting error',
      cause:
        'A quote in a CSV file is never closed, text follows a closing quote, or a quote stands inside a value that is not quoted.',
      cure: 'Quote values that hold a quote, a separator or a line break as a whole, and write a quote in them twice (RFC 4180).',
    },
    {
      code: 'RC1018',
      title: 'row is too short, row is too long',
      cause: 'A row of a CSV file does not have a value for each column.',
      cure: 'Quote a value that holds the separator; write a separator for an empty value, too.',
    },
    {
      code: 'RC1019',
      title: 'unknown column',
      cause:
        'The first line of a CSV file names attributes of users, and this is none, or it takes more than a cell can hold.',
      cure: 'Correct the name, as in `userName`, `name.givenName`, `emails[work]`, `addresses[work].locality` or `enterprise.department`; of an attribute with several parts, name one. Lists without types, such as routing skills, need YAML.',
    },
    {
      code: 'RC1020',
      title: 'column written twice',
      cause: 'Two columns name the same attribute.',
      cure: 'Keep one of them.',
    },
    {
      code: 'RC1021',
      title: 'no column for the name',
      cause: 'A CSV file needs the column `userName`, by which users are found on the service.',
      cure: 'Add the column with the name of each user.',
    },
    {
      code: 'RC1022',
      title: 'resource files are not read',
      cause:
        'The project does not say `resources`, so that `users/**/*.yaml` and `groups/**/*.yaml` are read, and these folders hold other files that look as if they declared something: `.yml`, `.json`, `.csv`, or an ending in capitals.',
      cure: 'Rename the files, or list them under `resources`.',
    },
  ],
};
