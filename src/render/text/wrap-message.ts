import { textWidth } from './text-width.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
const COLOURS = /\u001b\[[\d;]*m/gu;
/** `! `, `✗ `, `- `: what follows begins behind it. */
const MARK = /^[^\p{L}\p{N}\s]\s+/u;
/** A line of a code frame, whose columns count. */
const FRAME = /^ *\d* [|=] /u;
/** A command at the end of a sentence, up to the end of the line: people copy it. */
const COMMAND = /(?<=: )rollcall .+$/u;

/**
 * A message with its prose broken between words to fit the columns. What begins with a blank is an example, a command or
 * the line of a file, and stays as it is; so does a command at the end of a line.
 */
export function wrapMessage(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => wrapped(line, columns))
    .join('\n');
}

function wrapped(line: string, columns: number): string {
  const plain = line.replace(COLOURS, '');
  if (plain.startsWith(' ') || FRAME.test(plain) || textWidth(plain) <= columns) return line;
  const indent = ' '.repeat(textWidth(MARK.exec(plain)?.[0] ?? ''));
  const lines: string[] = [];
  let width = 0;
  for (const word of wordsOf(line)) {
    const wide = textWidth(word.replace(COLOURS, ''));
    const isFirst = lines.length === 0;
    if (isFirst || width + 1 + wide > columns) {
      lines.push(isFirst ? word : indent + word);
      width = isFirst ? wide : indent.length + wide;
    } else {
      lines[lines.length - 1] += ` ${word}`;
      width += 1 + wide;
    }
  }
  return lines.join('\n');
}

/** The words of a line, of which a command is one. */
function wordsOf(line: string): readonly string[] {
  const { index, 0: command } = COMMAND.exec(line) ?? { index: line.length + 1, 0: undefined };
  const words = line.slice(0, index - 1).split(' ');
  return command === undefined ? words : [...words, command];
}
