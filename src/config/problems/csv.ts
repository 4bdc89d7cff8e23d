import { didYouMean } from '../../model/did-you-mean.ts';
import { error, type Problem } from './problem.ts';

/* RC1017 to RC1021: users in a CSV file. */

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

export const unknownColumn = (text: string, known: Iterable<string>): Problem =>
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
