import { didYouMean } from '../model/did-you-mean.ts';
import { type Problem, problem } from './problem.ts';

/*
 * Every problem that files can have, with its stable code; docs/diagnostics.md lists cause and cure of each.
 * Summaries say what is wrong and carry nothing from the files; details quote names, never a secret.
 */

type Names = Iterable<string>;

const error = (code: Problem['code'], summary: string, detail: string): Problem =>
  problem(code, 'error', summary, detail);
const warning = (code: Problem['code'], summary: string, detail: string): Problem =>
  problem(code, 'warning', summary, detail);

// ---- RC10xx: files and YAML

const SYNTAX_HINTS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_INDENT: 'Entries that belong together start in the same column.',
  BLOCK_AS_IMPLICIT_KEY: 'A value that holds ": " must be quoted, and every key needs a line of its own.',
  BAD_SCALAR_START: 'Put the value in quotes.',
  TAG_RESOLVE_FAILED: 'Tags are not supported: remove it, or put the value in quotes.',
  MISSING_CHAR: 'Check the quotes, brackets and colons here and on the line before.',
  UNEXPECTED_TOKEN: 'Check the quotes, brackets and indentation here and on the line before.',
};

export function yamlSyntax(code: string, message: string): Problem {
  const [said = ''] = message.split(/: |\n/);
  const hint = SYNTAX_HINTS[code] ?? 'Nothing of this file is used until it can be read.';
  return error('RC1001', 'YAML syntax error', `${said.replace(/\.$/, '')}. ${hint}`);
}

export const unquotedInterpolation = (): Problem =>
  error(
    'RC1001',
    'YAML syntax error',
    `Between { } or [ ], YAML takes the braces of \${…} for its own. Put the value in quotes, as in "\${env:NAME}".`,
  );

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
      'To start a project, write a rollcall.yaml that says which service to manage, for example:\n\n' +
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

export const duplicateKey = (key: string): Problem =>
  error(
    'RC1008',
    'key written twice',
    `"${key}" stands twice in the same mapping, and only one can count. Remove or merge one of them.`,
  );

export const unsafeKey = (key: string): Problem =>
  error(
    'RC1009',
    'key not allowed',
    `"${key}" is not allowed as a key anywhere, because programs treat that name specially. Use another name.`,
  );

export const tooDeep = (depth: number): Problem =>
  error(
    'RC1010',
    'nested too deeply',
    `Values may be nested at most ${depth} deep. Nothing that a directory holds needs more.`,
  );

export const aliasBomb = (values: number): Problem =>
  error(
    'RC1011',
    'aliases expand to too much',
    `Written out, the aliases of this file stand for more than ${values.toLocaleString('en-US')} values. ` +
      'Use fewer aliases of aliases, or put the shared attributes under "defaults".',
  );

export const unknownAlias = (): Problem =>
  error(
    'RC1012',
    'unknown alias',
    'No anchor of this name stands before the alias in the document. Define it with & first; a value that really ' +
      'starts with * must be quoted.',
  );

export const mergeNotMap = (): Problem =>
  error('RC1013', 'merge key without a mapping', 'The merge key "<<" takes a mapping, or a list of mappings.');

export const keyNotText = (): Problem =>
  error('RC1014', 'key is not text', 'A key must be a single text, such as an attribute name.');

export const notYamlFile = (path: string): Problem =>
  error(
    'RC1015',
    'not a resource file',
    `A glob under "resources" matches "${path}". Resource files end in .yaml, .yml, .json or .csv; narrow the glob.`,
  );

export const severalDocuments = (): Problem =>
  error(
    'RC1016',
    'several documents',
    'rollcall.yaml must be one YAML document. Remove the "---" line, or move users and groups to a resource file.',
  );

const CSV_QUOTES = {
  open: 'The quote that opens here is never closed. A quote inside a quoted value is written twice.',
  after:
    'Behind a closing quote only a separator or the end of the line may stand. A quote inside a value is written twice.',
  inside: 'A value that holds a quote must be quoted itself, with the inner quote written twice, as in "the ""best""".',
};

export const csvQuote = (fault: keyof typeof CSV_QUOTES): Problem =>
  error('RC1017', 'CSV quoting error', CSV_QUOTES[fault]);

export const columnCount = (found: number, expected: number): Problem =>
  error(
    'RC1018',
    found < expected ? 'row is too short' : 'row is too long',
    `The row has ${found} ${found === 1 ? 'value' : 'values'} and the header ${expected} columns. ` +
      'A value that holds the separator must be quoted; an empty value still needs its separator.',
  );

export const unknownColumn = (text: string, known: Names): Problem =>
  error(
    'RC1019',
    'unknown column',
    (text === '' ? 'A column has no name.' : `"${text}" is no attribute of a user.${didYouMean(text, known)}`) +
      ' The first line names attributes, as in userName, name.givenName, emails[work] or enterprise.department.',
  );

export const columnTwice = (first: string, second: string): Problem =>
  error('RC1020', 'column written twice', `"${second}" and "${first}" name the same attribute. Keep one of them.`);

export const noNameColumn = (): Problem =>
  error(
    'RC1021',
    'no column for the name',
    'The first line of a CSV file names its columns, and one of them must be userName, by which users are found.',
  );

export const columnNeedsPart = (text: string, example: string): Problem =>
  error('RC1019', 'unknown column', `"${text}" has several parts, and a cell holds one. Name it, as in ${example}.`);

export const columnOfList = (text: string): Problem =>
  error('RC1019', 'unknown column', `"${text}" takes a list, which a cell cannot hold. Write such users as YAML.`);

// ---- RC11xx: keys and values

export const unknownKey = (key: string, known: readonly string[], where = 'here'): Problem => {
  const hint = didYouMean(key, known);
  const list = hint === '' && known.length > 0 && known.length <= 12 ? ` Known ${where}: ${known.join(', ')}.` : hint;
  return error('RC1101', 'unknown key', `"${key}" is not known ${where}.${list}`);
};

export const unknownAttribute = (key: string, owner: string, known: readonly string[]): Problem =>
  error(
    'RC1101',
    'unknown attribute',
    `"${key}" is no attribute of ${owner}.` +
      (didYouMean(key, known) ||
        ' Attributes of a further schema extension go below its URN, as in "urn:example:extension:2.0:User:".'),
  );

export const coreUrn = (urn: string): Problem =>
  error(
    'RC1101',
    'unknown attribute',
    `"${urn}" is the core schema, whose attributes are written directly in the entry. Move them up and remove the line.`,
  );

export const unknownSubAttribute = (key: string, attribute: string, known: readonly string[]): Problem =>
  error(
    'RC1101',
    'unknown attribute',
    `"${attribute}" has no sub-attribute "${key}".${didYouMean(key, known) || ` It has: ${known.join(', ')}.`}`,
  );

export const misplacedKey = (key: string, place: string): Problem =>
  error('RC1101', 'unknown key', `"${key}" is not known here; it belongs ${place}.`);

export const wrongType = (expected: string, found: string, example = ''): Problem =>
  error(
    'RC1102',
    'wrong type of value',
    `Expected ${expected}, found ${found}.${example === '' ? '' : ` For example: ${example}`}`,
  );

export const tooFewItems = (fewest: number, found: number): Problem =>
  error('RC1102', 'wrong type of value', `Expected a list of at least ${fewest}, found ${found}.`);

export const missingKey = (key: string, owner: string): Problem =>
  error('RC1103', 'missing key', `"${key}" is required in ${owner}. Add it.`);

export const missingName = (attribute: string, owner: string): Problem =>
  error(
    'RC1103',
    'missing required attribute',
    `Every ${owner} needs "${attribute}": it is the name by which the entry is found on the service. Add it.`,
  );

export const notAllowed = (allowed: readonly string[], found: string): Problem =>
  error(
    'RC1104',
    'value not allowed',
    `"${found}" is not one of ${allowed.map((value) => `"${value}"`).join(', ')}.${didYouMean(found, allowed)}`,
  );

export const attributeTwice = (first: string, second: string): Problem =>
  error(
    'RC1105',
    'attribute written twice',
    `"${second}" and "${first}" name the same attribute, because the case of attribute names and the alias of an ` +
      'extension do not matter. Keep one of them.',
  );

export const emptyText = (): Problem =>
  error(
    'RC1106',
    'empty text',
    'A text must not be empty, because services disagree about what that means. Write null to clear the attribute, ' +
      'or remove the line to leave it alone.',
  );

export const readOnlyAttribute = (name: string, cure: string): Problem =>
  error(
    'RC1107',
    'attribute belongs to the service',
    `The service sets "${name}" itself, so it cannot be declared. ${cure}`,
  );

export const cannotBeNull = (name: string, expected: string): Problem =>
  error(
    'RC1108',
    'cannot be null',
    `"${name}" cannot be cleared. Expected ${expected}. To leave it alone, remove the line.`,
  );

export const extensionNull = (): Problem =>
  error(
    'RC1108',
    'cannot be null',
    'An extension cannot be cleared as a whole. Write null for each of its attributes that is to be cleared, ' +
      'or remove the line to leave them all alone.',
  );

export const badValue = (expected: string): Problem =>
  error('RC1109', 'value has the wrong form', `Expected ${expected}.`);

export const absentWithMore = (key: string): Problem =>
  error(
    'RC1110',
    'absent entry declares more',
    `An entry with "$state: absent" carries nothing but its keys, so "${key}" has no place in it. ` +
      'Remove it, or remove "$state: absent" to keep the resource. To only block a user, write "active: false" instead.',
  );

export const notADefault = (key: string): Problem =>
  error(
    'RC1111',
    'not a default',
    `"${key}" must differ between entries, so it cannot be a default. Write it in each entry.`,
  );

export const dollarInExtension = (key: string): Problem =>
  error(
    'RC1112',
    'unknown key',
    `"${key}" starts with "$", and such keys belong to rollcall; there is none inside the values of an extension.`,
  );

export const managerForm = (): Problem =>
  error(
    'RC1113',
    'manager is not named',
    'Write the userName of the manager, as in "manager: charles@example.com". ' +
      'Where only the service\'s id is known, write "manager: { $id: 2819c223 }".',
  );

export const memberForm = (): Problem =>
  error(
    'RC1114',
    'member is not named',
    'A member is a userName, { user: NAME }, { group: NAME } or { $id: ID }: exactly one of them.',
  );

export const modeWithoutMembers = (): Problem =>
  error(
    'RC1115',
    '$members without members',
    '"$members" says how "members" and "$memberRule" are meant, and there is neither. ' +
      'Add one of them, or remove "$members" to leave the members of the group alone.',
  );

export const notBoolean = (found: string): Problem => {
  const words = /^(?:y|yes|n|no|on|off)$/i.test(found) ? ` In YAML 1.2 "${found}" is plain text.` : '';
  return error('RC1102', 'wrong type of value', `Expected true or false, found text.${words}`);
};

export const unknownIgnored = (path: string, owner: string, known: Names): Problem =>
  error(
    'RC1116',
    'unknown attribute in $ignore',
    `"${path}" is no attribute of ${owner}.${didYouMean(path, known)} ` +
      'Write names as in "title", "name.givenName" or "enterprise.department".',
  );

export const badExpires = (hasNoZone: boolean): Problem =>
  error(
    'RC1117',
    'not an expiry',
    (hasNoZone ? 'A time without a zone means different moments in different places. ' : '') +
      'Expected a date, which counts to the end of that day in UTC, such as 2027-06-30, or a moment with its zone, ' +
      'such as 2027-06-30T18:00:00+02:00.',
  );

// ---- RC12xx: interpolation and secrets

export const unknownVariable = (name: string, known: Names): Problem =>
  error(
    'RC1201',
    'unknown variable',
    `No variable "${name}" is declared.${didYouMean(name, known)} Variables stand under "variables" in rollcall.yaml.`,
  );

export const unsetEnvironmentVariable = (name: string): Problem =>
  error(
    'RC1202',
    'environment variable is not set',
    `The environment variable ${name} is not set. Set it and try again.`,
  );

export const unreadableInterpolation = (path: string, reason: string): Problem =>
  error(
    'RC1203',
    'named file cannot be read',
    `"${path}" cannot be read: ${reason}. The path is relative to the file that names it.`,
  );

export const badInterpolation = (token: string): Problem =>
  error(
    'RC1204',
    'unknown interpolation',
    `"${token}" is not \${env:NAME}, \${var:NAME} or \${file:PATH}. Where the text itself is meant, write "$\${".`,
  );

export const literalSecret = (): Problem =>
  error(
    'RC1205',
    'secret written in a file',
    'A secret must not stand in a file that goes to git. Put it into an environment variable or a file of its own and ' +
      `write \${env:NAME} or \${file:PATH} as the whole value. If it was ever committed, change it on the service.`,
  );

export const unknownFlagVariable = (name: string, known: Names): Problem =>
  error(
    'RC1206',
    'unknown variable in --var',
    `--var sets "${name}", which rollcall.yaml does not declare.${didYouMean(name, known)} ` +
      'Declare it under "variables" with its default value.',
  );

export const variableInVariable = (): Problem =>
  error(
    'RC1207',
    'variable inside a variable',
    `A variable may use \${env:NAME} and \${file:PATH}, but no other variable.`,
  );

// ---- RC13xx: entries and how they refer to each other

export const duplicateName = (attribute: string, other: string): Problem =>
  error(
    'RC1301',
    `two entries with one ${attribute}`,
    `The entry at ${other} has the same ${attribute}; case does not matter. Merge the two entries, or correct one name.`,
  );

export const duplicateId = (key: string, other: string): Problem =>
  error(
    'RC1302',
    `two entries with one ${key}`,
    `The entry at ${other} has the same "${key}", so both would manage one resource. Merge them, or correct one.`,
  );

export const referenceToAbsent = (name: string, other: string): Problem =>
  error(
    'RC1303',
    'reference to an absent entry',
    `"${name}" is declared with "$state: absent" at ${other}, so nothing may refer to it. ` +
      'Remove the reference, or the "$state: absent".',
  );

export const similarReference = (name: string, similar: string): Problem =>
  warning(
    'RC1304',
    'undeclared reference',
    `Nothing declares "${name}". Did you mean "${similar}"? If it exists on the service only, all is well.`,
  );

export const memberTwice = (other: string): Problem =>
  error('RC1305', 'member named twice', `The same member is already named at ${other}. Remove one of the two lines.`);

export const elementTwice = (attribute: string, other: string): Problem =>
  error(
    'RC1306',
    'element written twice',
    `The same element of "${attribute}" already stands at ${other}. A list is a set: remove one of the two.`,
  );

export const severalPrimary = (attribute: string, other: string): Problem =>
  error(
    'RC1307',
    'more than one primary',
    `At most one element of "${attribute}" may be primary, and the one at ${other} already is.`,
  );

export const previouslyItself = (): Problem =>
  error(
    'RC1308',
    '$previously names the entry itself',
    '"$previously" is the name that the resource had before it was renamed. This is the name it has now; remove it.',
  );

export const previouslyDeclared = (name: string, other: string): Problem =>
  warning(
    'RC1309',
    '$previously names another entry',
    `"${name}" is declared at ${other}, so this entry cannot take over that resource and "$previously" has no effect. ` +
      'Remove it, or remove the other entry if its resource is to be renamed.',
  );

export const previouslyTwice = (name: string, other: string): Problem =>
  error(
    'RC1310',
    'two entries were one',
    `The entry at ${other} names "${name}" under "$previously", too. A resource can be renamed to one name only.`,
  );

export const memberOfItself = (): Problem =>
  error('RC1311', 'group contains itself', 'A group cannot be a member of itself. Remove the line.');

export const expiresSoon = (who: string, expires: string, days: number): Problem =>
  warning(
    'RC1312',
    'expires soon',
    `${who} expires at ${expires}, ${days === 0 ? 'in less than a day' : days === 1 ? 'in one day' : `in ${days} days`}. ` +
      'Set a later "$expires", or let it pass.',
  );

// ---- RC14xx: the project

export const unknownEnvironment = (name: string, known: readonly string[]): Problem =>
  error(
    'RC1401',
    'unknown environment',
    `There is no environment "${name}".${didYouMean(name, known)} Declared: ${known.join(', ')}.`,
  );

export const environmentRequired = (known: readonly string[]): Problem =>
  error(
    'RC1402',
    'no environment chosen',
    `The project has the environments ${known.join(', ')}. Choose one with --env NAME, or set "defaultEnvironment".`,
  );

export const noEnvironments = (name: string): Problem =>
  error(
    'RC1403',
    'unknown environment',
    `--env asks for "${name}", but rollcall.yaml has no "environments". Declare it there, or leave --env out.`,
  );

export const unknownProfile = (name: string, known: readonly string[]): Problem =>
  error(
    'RC1404',
    'unknown profile',
    `There is no profile "${name}".${didYouMean(name, known)} Known: ${known.join(', ')}.`,
  );

export const badUrl = (why: string): Problem =>
  error('RC1405', 'not a usable URL', `${why} Expected something like https://scim.example.com/scim/v2.`);

export const credentialsInUrl = (): Problem =>
  error(
    'RC1412',
    'credentials in a URL',
    'A URL in a file that goes to git must carry no user name and no password. Write them under "auth", the password ' +
      `as \${env:NAME} or \${file:PATH}. If they were ever committed, change them on the service.`,
  );

export const insecureUrl = (): Problem =>
  error(
    'RC1406',
    'URL is not secure',
    'Credentials go only to https, or to this machine itself (localhost, 127.0.0.1, [::1]). Write https.',
  );

export const noBaseUrl = (profile: string, regions: readonly string[]): Problem =>
  error(
    'RC1407',
    'no base URL',
    regions.length === 0
      ? `The profile "${profile}" does not say where the service is. Add "baseUrl" under "service", or use --sandbox.`
      : `The profile "${profile}" knows the service by its region. Add "region" under "service" (one of ${regions.join(', ')}), or use --sandbox.`,
  );

export const unknownRegion = (region: string, known: readonly string[]): Problem =>
  error(
    'RC1430',
    'unknown region',
    `There is no region "${region}".${didYouMean(region, known)} Known: ${known.join(', ')}. For a region that is not ` +
      'among them write its host, such as mypurecloud.com.',
  );

export const noRegions = (): Problem =>
  error('RC1431', 'profile without regions', 'This profile knows no regions. Write "baseUrl" instead of "region".');

export const mixedAuthentication = (first: string, second: string): Problem =>
  error(
    'RC1408',
    'two kinds of authentication',
    `"${second}" does not go with "${first}". Use one of: token; clientId and clientSecret; username and password.`,
  );

export const incompleteAuthentication = (missing: string, because: string): Problem =>
  error('RC1409', 'incomplete authentication', `"${because}" needs "${missing}" beside it.`);

export const tokenUrlTwice = (): Problem =>
  error(
    'RC1410',
    'two token URLs',
    'The token URL stands under "service" and under "service.auth". Remove one of them.',
  );

export const badDefaultEnvironment = (name: string, known: readonly string[]): Problem =>
  error('RC1411', 'unknown default environment', `There is no environment "${name}".${didYouMean(name, known)}`);

export const ownershipWithoutScope = (section: string): Problem =>
  error(
    'RC1413',
    'no scope',
    `"ownership.${section}" needs "scope", a SCIM filter that says which ${section} belong to this project, as in ` +
      '\'userName ew "@example.com"\'. Without it nothing undeclared is touched.',
  );

export const groupsNotDeactivated = (): Problem =>
  error(
    'RC1414',
    'groups cannot be deactivated',
    'A group has no "active". Write "undeclared: delete", or "undeclared: report" to only list such groups.',
  );

export const badFilter = (message: string, rest: string): Problem =>
  error(
    'RC1415',
    'not a SCIM filter',
    `${message} The fault is ${rest === '' ? 'at the end.' : `where this begins: ${rest}`}\n` +
      'A filter reads like this:\n\n' +
      '  userName ew "@example.com" and not (userType eq "Guest")',
  );

export const unknownInFilter = (name: string, owner: string, known: readonly string[]): Problem => {
  const tail = `.${name.toLowerCase()}`;
  const inside = known.find((path) => path.toLowerCase().endsWith(tail));
  const hint = didYouMean(name, known) || (inside === undefined ? '' : ` Did you mean "${inside}"?`);
  return error('RC1416', 'unknown attribute in a filter', `"${name}" is no attribute of ${owner}.${hint}`);
};

export const unreadableInFilter = (name: string): Problem =>
  error(
    'RC1417',
    'unreadable attribute in a filter',
    `Services never return "${name}", so no filter can be told from it. Leave it out.`,
  );

const POLICY_FAULTS = {
  demandsNothing: 'It demands nothing. Add "require", "forbid", "minMembers", "maxMembers" or "exclusive".',
  noType:
    'It does not say whom it is about. Add "users" or "groups" with a SCIM filter, such as "userName pr" for all.',
  bothTypes: 'It is about "users" and "groups", and a filter is about one of them. Write two policies.',
  sizeOfUsers:
    '"minMembers" and "maxMembers" are about groups. Add "groups" with a SCIM filter, such as "displayName pr".',
  exclusiveGroups: '"exclusive" is about users, who may be members of one of the groups only. Remove "groups".',
  minAboveMax: '"minMembers" is greater than "maxMembers", so that no group could ever do.',
} as const;

export type PolicyFault = keyof typeof POLICY_FAULTS;

export const policyForm = (fault: PolicyFault): Problem =>
  error('RC1420', 'policy means nothing', POLICY_FAULTS[fault]);

export const policyTwice = (other: string): Problem =>
  error('RC1421', 'two policies with one name', `The policy at ${other} has the same name. Correct one of them.`);

export const unknownExclusive = (name: string, similar: string): Problem =>
  warning(
    'RC1422',
    'undeclared group in a policy',
    `Nothing declares the group "${name}". Did you mean "${similar}"? If it exists on the service only, all is well.`,
  );
