import { visible } from '../text/visible-text.ts';

/** HTML that is safe to stand in a page: made by `html` alone. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template may hold: text, which is escaped, or HTML that was made by another template. */
export type Piece = string | number | Markup | readonly Piece[];

/** A template literal as HTML. Whatever stands in it as text shows as text, in elements and in quoted attributes alike. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(parts.reduce((text, part, index) => `${text}${printPiece(pieces[index - 1] ?? '')}${part}`));
}

/** Nothing. */
export const NO_MARKUP = new Markup('');

function printPiece(piece: Piece): string {
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'number') return String(piece);
  if (typeof piece === 'string') return escaped(piece);
  return piece.map(printPiece).join('');
}

const SPECIAL = /[&<>"'`]/g;

function escaped(text: string): string {
  return visible(text).replace(SPECIAL, (character) => `&#${character.charCodeAt(0)};`);
}
