import { NotAllowedError } from '../../config/doors/not-allowed-error.ts';
import { SecretError } from '../../config/values/secret-error.ts';
import type { Style } from '../../render/text/style.ts';
import { visible, visibleLines } from '../../render/text/visible-text.ts';
import { ScimError as SandboxRefusal } from '../../sandbox/http/refuse.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { RefusedError } from './refused-error.ts';
import { systemErrorText } from './system-error.ts';
import { usageMessage } from './usage-message.ts';

/** Errors whose message says all, what to do included. */
const ABOUT_THE_WORLD = [SecretError, SandboxRefusal];

/** How a command that threw ends. */
export interface ErrorReport {
  readonly code: ExitCode;
  readonly text: string;
}

/**
 * Tells an error to people. Errors about the world carry a `hint`, and system errors a `code`: they get their message
 * and no stack; the usual ones of the system in plain words. Whatever is left is a bug. What a service put into them
 * moves no cursor.
 */
export function reportError(error: unknown, style: Style): ErrorReport {
  if (!(error instanceof Error)) return reportBug(String(error), style);
  if (error instanceof RefusedError || error instanceof NotAllowedError) {
    const reasons = error.reasons.map((reason) => `  - ${visible(reason)}`);
    const text = [headline('Refused', error.message, style), ...reasons, visibleLines(error.hint)].join('\n');
    return { code: EXIT.refused, text };
  }
  const told = systemErrorText(error);
  if (told !== undefined)
    return { code: EXIT.error, text: [headline('Error', told.message, style), told.hint].join('\n') };
  const hint = hintOf(error);
  if (hint === undefined) return reportBug(error.stack ?? error.message, style);
  return { code: EXIT.error, text: [headline('Error', usageMessage(error), style), ...hint].join('\n') };
}

function headline(word: string, message: string, style: Style): string {
  return `${style.red(`${word}:`)} ${style.bold(visibleLines(message))}`;
}

/** The lines that say what to do; undefined if the error is a bug. */
function hintOf(error: Error): readonly string[] | undefined {
  if ('hint' in error && typeof error.hint === 'string') return [visibleLines(error.hint)];
  if ('oclif' in error) return ['Run it with --help to see what it takes.'];
  if (ABOUT_THE_WORLD.some((kind) => error instanceof kind)) return [];
  if ('syscall' in error && 'code' in error) return [];
  return undefined;
}

function reportBug(stack: string, style: Style): ErrorReport {
  const text = [
    headline('Bug', 'rollcall failed in a way that it should not, and we are sorry.', style),
    visibleLines(stack),
    'Please report this text, the command that you ran and what `rollcall --version` prints.',
    'If an apply was under way, run `rollcall plan` to see what is left to do.',
  ];
  return { code: EXIT.bug, text: text.join('\n') };
}
