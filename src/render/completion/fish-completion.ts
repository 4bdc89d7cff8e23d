import type { CompletedCommand, CompletedFlag } from './completed-command.ts';

/** For fish: `rollcall completion fish > ~/.config/fish/completions/rollcall.fish`. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap((command) => [
    `complete -c rollcall -f -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.summary)}`,
    ...argumentLines(command),
    ...command.flags.map((flag) => flagLine(command.name, flag)),
  ]);
  return `# fish completion for rollcall: rollcall completion fish > ~/.config/fish/completions/rollcall.fish\n${lines.join('\n')}\n`;
}

function argumentLines({ name, values }: CompletedCommand): readonly string[] {
  if (values.length === 0) return [];
  return [`complete -c rollcall -f -n '__fish_seen_subcommand_from ${name}' -a ${quoted(values.join(' '))}`];
}

function flagLine(command: string, { name, summary, value }: CompletedFlag): string {
  const kind = value === 'none' ? '' : value === 'any' ? ' -r' : ` -x -a ${quoted(value.join(' '))}`;
  return `complete -c rollcall -n '__fish_seen_subcommand_from ${command}' -l ${name}${kind} -d ${quoted(summary)}`;
}

/** In fish, within single quotes, only these two mean anything. */
function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
