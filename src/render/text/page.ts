import { textWidth } from './text-width.ts';
import { wrapLine } from './wrap-line.ts';

/** What text is written on. */
export interface Page {
  /** Lines are broken between words to be no wider. */
  readonly columns: number;
  /** True where nothing may be left out for length. */
  readonly full: boolean;
}

/** Where nobody says how wide a line may be. */
export const USUAL_PAGE: Page = { columns: 80, full: false };

/** Where each line is as long as it gets. */
export const ENDLESS_PAGE: Page = { columns: Number.POSITIVE_INFINITY, full: false };

/** The same with less room, as behind an indent. */
export function narrower({ columns, full }: Page, by: number): Page {
  return { columns: columns - by, full };
}

/** A text whose second and further lines begin where its first one does, behind a mark. */
export function hanging(mark: string, text: string, { columns }: Page): readonly string[] {
  const width = textWidth(mark);
  return wrapLine(text, columns - width).map((line, index) => `${index === 0 ? mark : ' '.repeat(width)}${line}`);
}

/** Some of many, and how many of them are left out. */
export function firstOf<Item>(
  items: readonly Item[],
  most: number,
  { full }: Page,
): { readonly shown: readonly Item[]; readonly rest: number } {
  // "and 1 more" takes the room of the one.
  if (full || items.length <= most + 1) return { shown: items, rest: 0 };
  return { shown: items.slice(0, most), rest: items.length - most };
}
