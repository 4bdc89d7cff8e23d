import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import type { Problem } from './report.ts';

/* RC1017 to RC1021: users in a CSV file. */

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
    (text === '' ? 'A column has no name.' : `"${text}" is no attribute of a user.${didYouMean(text, known)}`) +
      ' The first line names attributes, as in userName, name.givenName, emails[work] or enterprise.department.',
  );

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
