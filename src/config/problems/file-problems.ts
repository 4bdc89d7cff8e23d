import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import { listed } from '../../model/listed.ts';
import type { Problem } from './report.ts';

/* RC1002 to RC1007, RC1015 and RC1022 to RC1026: files, before what is in them. */

export const unreadableFile = (reason: string): Problem => diagnostic('RC1002', `The file cannot be read: ${reason}.`);

export const notUtf8 = (): Problem =>
  diagnostic('RC1003', 'The file holds bytes that are not UTF-8 text. Save it as UTF-8 in the editor that wrote it.');

export const tooLarge = (megabytes: number): Problem =>
  diagnostic(
    'RC1004',
    `A file may have at most ${megabytes} MB. Divide it into several files; the globs under "resources" collect them.`,
  );

export const noProjectFile = (dir: string): Problem =>
  diagnostic(
    'RC1005',
    `There is no rollcall.yaml in "${dir}". Run the command in the project's folder or name it with --dir. ` +
      'To start a project, run "rollcall init", or write a rollcall.yaml that says which service to manage, for example:\n\n' +
      '  service:\n' +
      '    baseUrl: https://scim.example.com/scim/v2\n' +
      `    auth: { token: "\${env:SCIM_TOKEN}" }`,
  );

export const emptyGlob = (glob: string): Problem =>
  diagnostic(
    'RC1006',
    `No file matches "${glob}", so it declares nothing. Globs are relative to the folder of rollcall.yaml.`,
  );

export const emptyFile = (): Problem =>
  diagnostic(
    'RC1007',
    'The file holds no users and no groups. Delete it, or write "users:" or "groups:" with a list below.',
  );

export const notYamlFile = (path: string): Problem =>
  diagnostic(
    'RC1015',
    `A glob under "resources" matches "${path}". Resource files end in .yaml, .yml, .json or .csv; narrow the glob.`,
  );

export const notCollected = (paths: readonly string[]): Problem =>
  diagnostic(
    'RC1022',
    `Nothing reads ${listed(paths)}: without "resources" only users/**/*.yaml and groups/**/*.yaml are read. ` +
      'Rename them, or list them, such as resources: ["users/**/*", "groups/**/*"].',
  );

export const forbiddenFile = (reason: string): Problem =>
  diagnostic(
    'RC1023',
    `The file is not read: ${reason}. A project reads plain files of its own working tree, links judged by where they lead.`,
  );

export const notResourceFile = (): Problem =>
  diagnostic(
    'RC1024',
    'The file is no resource file, so nothing of it is shown. At its top it may hold "users:" and "groups:" with lists of ' +
      'entries, and nothing else. Indent what belongs in an entry, or narrow the globs of "resources".',
  );

export const notPeopleTable = (): Problem =>
  diagnostic(
    'RC1024',
    'None of the columns of this table is an attribute of users, so nothing of it is shown. Say what its headers mean, such ' +
      'as resources: [{ path: users/hr.csv, columns: { Work Email: userName } }], or narrow the globs of "resources".',
  );

export const badGlob = (fault: string): Problem =>
  diagnostic('RC1025', `What "resources" says cannot be read as globs: it ${fault}.`);

export const notProjectFile = (): Problem =>
  diagnostic(
    'RC1026',
    'The file holds none of the settings of a project, so nothing of it is shown. To start a project, run "rollcall init".',
  );
