import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/**
 * Asks whether to apply; true only for a typed "yes". `title` says where, as the plan's first line does.
 * Throws UsageError where nobody can be asked, so that a script must say --auto-approve.
 */
export async function confirmApply(title: string, terminal: Terminal): Promise<boolean> {
  if (!terminal.interactive) {
    throw new UsageError(
      'standard input is no terminal, so nobody can confirm the plan.',
      'Review the plan, then run apply with --auto-approve.',
    );
  }
  const question = `Apply these changes to ${terminal.messageStyle.bold(title)}? Only "yes" is accepted: `;
  return (await terminal.ask(question))?.trim() === 'yes';
}
