import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import { listed } from '../../model/listed.ts';
import type { MappedHeader } from '../csv/column-mapping.ts';
import type { Problem } from './report.ts';
import { usualName } from './usual-names.ts';

/* RC1017 to RC1021, RC1036 and RC1037: users in a CSV file. */

const CSV_QUOTES = {
  open: 'The quote that opens here is never closed. A quote inside a quoted value is written twice.',
  after:
    'Behind a closing quote only a separator or the end of the line may stand. A quote inside a value is written twice.',
  inside: 'A value that holds a quote must be quoted itself, with the inner quote written twice, as in "the ""best""".',
};

export const csvQuote = (fault: keyof typeof CSV_QUOTES): Problem => diagnostic('RC1017', CSV_QUOTES[fault]);

export const columnCount = (found: number, expected: number): Problem =>
  diagnostic(
    'RC1018',
    `The row has ${found} ${found === 1 ? 'value' : 'values'} and the header ${expected} columns. ` +
      'A value that holds the separator must be quoted; an empty value still needs its separator.',
    found < expected ? 'short' : 'long',
  );

export const unknownColumn = (text: string, known: Iterable<string>): Problem =>
  diagnostic(
    'RC1019',
    (text === '' ? 'A column has no name.' : `"${text}" is no attribute of a user.${meant(text, known)}`) +
      ' The first line names attributes, as in userName, name.givenName, emails[work] or enterprise.department.',
  );

function meant(text: string, known: Iterable<string>): string {
  const usual = usualName(text);
  return usual === undefined ? didYouMean(text, known) : ` Did you mean "${usual.path}"?`;
}
export const tooManyColumns = (found: number, most: number): Problem =>
  diagnostic(
    'RC1019',
    `The first line names ${found} columns, and no user has as many attributes: at most ${most} are read.`,
  );

export const columnTwice = (first: string, second: string): Problem =>
  diagnostic('RC1020', `"${second}" and "${first}" name the same attribute. Keep one of them.`);

export const noNameColumn = (): Problem =>
  diagnostic(
    'RC1021',
    'The first line of a CSV file names its columns, and one of them must be userName, by which users are found.',
  );

export const columnNeedsPart = (text: string, example: string): Problem =>
  diagnostic('RC1019', `"${text}" has several parts, and a cell holds one. Name it, as in ${example}.`);

export const columnOfList = (text: string): Problem =>
  diagnostic('RC1019', `"${text}" takes a list, which a cell cannot hold. Write such users as YAML.`);

export const unknownColumns = (texts: readonly string[]): Problem =>
  diagnostic(
    'RC1019',
    `${texts.length} columns are no attributes of a user: ${listed(texts.map(withMeaning))}. Where the file keeps headers ` +
      `of its own, say in rollcall.yaml what they stand for: ${MAPPING_EXAMPLE}. Other columns are then not read.`,
  );

const MAPPING_EXAMPLE =
  'resources: [{ path: users/hr.csv, columns: { Work Email: userName, Department: enterprise.department } }]';

function withMeaning(text: string): string {
  const usual = usualName(text);
  return usual === undefined ? quoted(text) : `${quoted(text)} (${usual.path}?)`;
}

function quoted(text: string): string {
  return `"${text}"`;
}

export const headerTwice = (first: string, second: string): Problem =>
  diagnostic('RC1020', `"${second}" and "${first}" are one header, as case does not matter. Keep one of them.`);

export const noNameMapped = (): Problem =>
  diagnostic(
    'RC1021',
    'One of the headers must stand for userName, by which users are found, as in columns: { Work Email: userName }.',
  );

export const mappedColumnMissing = (missing: readonly MappedHeader[], others: readonly string[]): Problem => {
  const [first] = missing;
  const hint = first === undefined ? '' : didYouMean(first.header, others);
  return diagnostic(
    'RC1036',
    `rollcall.yaml maps ${listed(missing.map(({ header, attribute }) => `"${header}" to ${attribute}`))}, and this ` +
      `file has no such column.${hint} Correct "columns" under "resources", or the first line of the file.`,
  );
};

export const columnsOfOtherFile = (path: string): Problem =>
  diagnostic(
    'RC1036',
    `"columns" says what the headers of a CSV file stand for, and "${path}" is none. Narrow the path, or remove "columns".`,
  );

export const columnsNotRead = (texts: readonly string[]): Problem =>
  diagnostic(
    'RC1037',
    `${texts.length === 1 ? 'One column is' : `${texts.length} columns are`} not read, as "columns" in rollcall.yaml ` +
      `does not map ${texts.length === 1 ? 'it' : 'them'}: ${listed(texts.map(quoted))}.`,
  );
