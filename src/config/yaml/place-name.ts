import type { Span } from '../../model/span.ts';
import { type Place, type SourceFile, spanAt } from './source-file.ts';

/** `users/ada.yaml:3:5`, for the second place that a diagnostic names. */
export function placeName(file: SourceFile, { start, end }: Place): string {
  return spanName(spanAt(file, { start, end }));
}

/** Where something stands, for the text of another problem. */
export function spanName({ file, start }: Span): string {
  return `${file}:${start.line}:${start.column}`;
}
