import type { Span } from '../../model/span.ts';

/** A file of the project, decoded. */
export interface SourceFile {
  /** Relative to the project's folder, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
  /** The offset at which each line starts. */
  readonly lineStarts: readonly number[];
  /** True where it holds nothing but visible characters, blanks and line feeds, as nearly every file does. */
  readonly isVisible: boolean;
  /** The same without escapes and interpolation: what its texts hold need not be looked for in each of them. */
  readonly isPlain: boolean;
}

/** A stretch of a file's text in UTF-16 offsets; `end` is exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Without Unicode rules, so that halves of characters count each; a text is looked through far faster like that. */
const DOUBTFUL = /[^\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\uffff]/;

/** Prepares a text for questions about lines, columns and what cannot be in it. */
export function sourceFile(path: string, text: string): SourceFile {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const isVisible = !DOUBTFUL.test(text);
  return { path, text, lineStarts, isVisible, isPlain: isVisible && !text.includes('${') && !text.includes('\\') };
}

/** The line, counted from 1, that holds an offset. */
export function lineAt(file: SourceFile, offset: number): number {
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((file.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** Offsets as lines and columns. */
export function spanAt(file: SourceFile, place: Place): Span {
  const position = (offset: number): Span['start'] => {
    const line = lineAt(file, offset);
    return { line, column: offset - (file.lineStarts[line - 1] ?? 0) + 1 };
  };
  return { file: file.path, start: position(place.start), end: position(place.end) };
}

/** `users/ada.yaml:3:5`, for the second place that a diagnostic names. */
export function placeName(file: SourceFile, { start, end }: Place): string {
  return spanName(spanAt(file, { start, end }));
}

/** Where something stands, for the text of another problem. */
export function spanName({ file, start }: Span): string {
  return `${file}:${start.line}:${start.column}`;
}
