const COMMAND = /^(\s*)(::|##\[)/;
const LINES = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/**
 * The text in which no line is a command to the runner of GitHub Actions (`::set-env …`, `##[…]`): what files and services
 * say must not give orders to it. A backslash stands in front of what would be one.
 */
export function withoutCommands(text: string): string {
  if (!text.includes('::') && !text.includes('##[')) return text;
  const ends = text.match(new RegExp(LINES, 'g')) ?? [];
  return text
    .split(LINES)
    .map((line, index) => line.replace(COMMAND, '$1\\$2') + (ends[index] ?? ''))
    .join('');
}
