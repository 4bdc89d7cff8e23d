/** A command line with the short words that people know from elsewhere spelt out: `-h`, `-v`, `help`, `version`. */
export function usualArguments(argv: readonly string[]): readonly string[] {
  const [first, ...rest] = argv;
  if (first === 'help') return [...rest, '--help'];
  if (first === '-v' || first === 'version') return ['--version'];
  const end = argv.indexOf('--');
  return argv.map((argument, index) => (argument === '-h' && (end < 0 || index < end) ? '--help' : argument));
}
