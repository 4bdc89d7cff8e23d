const CONTROL = /\p{Cc}/u;
/** TAB, LF and CR stand in texts of every kind. */
const CONTROL_IN_TEXT = /[^\P{Cc}\t\n\r]/u;

/** Why no file may hold a text: undefined for nearly all. In what names somebody not even a tab may stand. */
export function unwritable(text: string, isIdentifier: boolean): string | undefined {
  if (!text.isWellFormed()) return 'it holds half a character';
  return (isIdentifier ? CONTROL : CONTROL_IN_TEXT).test(text) ? 'it holds control characters' : undefined;
}
