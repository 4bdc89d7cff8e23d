import type { Config } from '@oclif/core/config';
import { CODES } from '../diagnostics/table.ts';
import type { CompletedCommand, CompletedFlag } from '../render/completion/completed-command.ts';

type LoadableCommand = Config['commands'][number];

/** The commands of this tool, as shells complete them. */
export function completedCommands({ commands }: Config): readonly CompletedCommand[] {
  return commands
    .filter(({ hidden }) => hidden !== true)
    .map((command) => ({
      name: command.id,
      summary: command.summary ?? '',
      flags: [...Object.values(command.flags).map(completedFlag), HELP],
      values: valuesOf(command),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const HELP: CompletedFlag = { name: 'help', summary: 'Show help.', value: 'none' };

function completedFlag(flag: LoadableCommand['flags'][string]): CompletedFlag {
  const { name, summary = '' } = flag;
  if (flag.type === 'boolean') return { name, summary, value: 'none' };
  return { name, summary, value: flag.options ?? 'any' };
}

/** What the table of diagnostics knows is in no manifest. */
function valuesOf({ id, args }: LoadableCommand): readonly string[] {
  if (id === 'explain') return CODES;
  return Object.values(args).flatMap(({ options }) => options ?? []);
}
