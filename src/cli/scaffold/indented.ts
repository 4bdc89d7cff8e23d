/** A text with so many blanks in front of each line that is not empty. */
export function indented(text: string, blanks: number): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `${' '.repeat(blanks)}${line}`))
    .join('\n');
}
