import { normalized } from '../../model/text/normalized.ts';
/** The headers of a CSV file that are read, by their folded text: what `columns` of rollcall.yaml says of the file. */
export type ColumnMapping = ReadonlyMap<string, MappedHeader>;

/** One line of `columns`. */
export interface MappedHeader {
  /** As rollcall.yaml writes it. */
  readonly header: string;
  /** The path of an attribute, or a key of rollcall: what the header of a plain CSV file would say. */
  readonly attribute: string;
}

/** Headers are equal in any case, and blanks around them do not count. */
export function foldedHeader(text: string): string {
  return normalized(text.trim(), 'NFC').toLowerCase();
}
