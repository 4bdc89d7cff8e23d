import { error, type Problem, warning } from './problem.ts';

/* RC1002 to RC1007, RC1015 and RC1022: files, before what is in them. */

export const unreadableFile = (reason: string): Problem =>
  error('RC1002', 'file cannot be read', `The file cannot be read: ${reason}.`);

export const notUtf8 = (): Problem =>
  error(
    'RC1003',
    'file is not UTF-8',
    'The file holds bytes that are not UTF-8 text. Save it as UTF-8 in the editor that wrote it.',
  );

export const tooLarge = (megabytes: number): Problem =>
  error(
    'RC1004',
    'file is too large',
    `A file may have at most ${megabytes} MB. Divide it into several files; the globs under "resources" collect them.`,
  );

export const noProjectFile = (dir: string): Problem =>
  error(
    'RC1005',
    'no rollcall.yaml',
    `There is no rollcall.yaml in "${dir}". Run the command in the project's folder or name it with --dir. ` +
      'To start a project, run "rollcall init", or write a rollcall.yaml that says which service to manage, for example:\n\n' +
      '  service:\n' +
      '    baseUrl: https://scim.example.com/scim/v2\n' +
      `    auth: { token: "\${env:SCIM_TOKEN}" }`,
  );

export const emptyGlob = (glob: string): Problem =>
  warning(
    'RC1006',
    'no file matches',
    `No file matches "${glob}", so it declares nothing. Globs are relative to the folder of rollcall.yaml.`,
  );

export const emptyFile = (): Problem =>
  warning(
    'RC1007',
    'file declares nothing',
    'The file holds no users and no groups. Delete it, or write "users:" or "groups:" with a list below.',
  );

export const notYamlFile = (path: string): Problem =>
  error(
    'RC1015',
    'not a resource file',
    `A glob under "resources" matches "${path}". Resource files end in .yaml, .yml, .json or .csv; narrow the glob.`,
  );

const MOST_NAMES = 5;

export const notCollected = (paths: readonly string[]): Problem => {
  const more = paths.length > MOST_NAMES ? [`${paths.length - MOST_NAMES} more`] : [];
  const names = [...paths.slice(0, MOST_NAMES), ...more].join(', ');
  return warning(
    'RC1022',
    'resource files are not read',
    `Nothing reads ${names}: without "resources" only users/**/*.yaml and groups/**/*.yaml are read. ` +
      'Rename them, or list them, such as resources: ["users/**/*", "groups/**/*"].',
  );
};
