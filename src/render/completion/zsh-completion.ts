import { shellWord } from '../text/shell-word.ts';
import type { CompletedCommand, CompletedFlag } from './completed-command.ts';

/** For zsh: a file `_rollcall` in a folder of `$fpath`, or `source <(rollcall completion zsh)` after `compinit`. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  return `#compdef rollcall
# zsh completion for rollcall: source <(rollcall completion zsh), after compinit
_rollcall() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${shellWord(`${name}:${summary}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(commandCase).join('\n')}
  esac
}
if [ "$funcstack[1]" = "_rollcall" ]; then _rollcall "$@"; else compdef _rollcall rollcall; fi
`;
}

function commandCase({ name, flags, values }: CompletedCommand): string {
  const argument = values.length === 0 ? '*:file:_files' : `*:value:(${values.join(' ')})`;
  const specs = [...flags.map(flagSpec), argument].map((spec) => ` \\\n        ${shellWord(spec)}`);
  return `    ${name})\n      _arguments${specs.join('')} ;;`;
}

/** Flags may be given several times: which, the command says itself. */
function flagSpec({ name, summary, value }: CompletedFlag): string {
  const text = summary.replace(/[[\]\\:]/g, '\\$&');
  if (value === 'none') return `*--${name}[${text}]`;
  return `*--${name}=[${text}]:value:${value === 'any' ? '_files' : `(${value.join(' ')})`}`;
}
