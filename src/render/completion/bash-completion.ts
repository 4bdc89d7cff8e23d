import { shellWord } from '../text/shell-word.ts';
import type { CompletedCommand } from './completed-command.ts';

/** For bash: `source <(rollcall completion bash)`. Whatever it does not know is completed as a file. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  return `# bash completion for rollcall: source <(rollcall completion bash)
_rollcall() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" cmd="\${COMP_WORDS[1]}" words=""
  COMPREPLY=()
  # Bash takes --flag=value for three words.
  if [ "$cur" = "=" ]; then cur=""; elif [ "$prev" = "=" ]; then prev="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  if [ "$COMP_CWORD" -eq 1 ]; then
    words=${shellWord(commands.map(({ name }) => name).join(' '))}
  else
    case "$cmd $prev" in
${commands.flatMap(valueCases).join('\n')}
      *)
        case "$cur" in
          -*)
            case "$cmd" in
${commands.map(flagCase).join('\n')}
            esac ;;
          *)
            case "$cmd" in
${commands
  .filter(({ values }) => values.length > 0)
  .map(argumentCase)
  .join('\n')}
            esac ;;
        esac ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o bashdefault -o default -F _rollcall rollcall
`;
}

function valueCases({ name, flags }: CompletedCommand): readonly string[] {
  return flags.flatMap((flag) => {
    if (flag.value === 'none') return [];
    const words = flag.value === 'any' ? '' : flag.value.join(' ');
    return [`      ${shellWord(`${name} --${flag.name}`)}) words=${shellWord(words)} ;;`];
  });
}

function flagCase({ name, flags }: CompletedCommand): string {
  return `              ${name}) words=${shellWord(flags.map((flag) => `--${flag.name}`).join(' '))} ;;`;
}

function argumentCase({ name, values }: CompletedCommand): string {
  return `              ${name}) words=${shellWord(values.join(' '))} ;;`;
}
