import type { Plan } from '../../model/plan.ts';
import type { Outcome, OutcomeResult } from '../../render/many/outcome.ts';
import { visible } from '../../render/text/visible-text.ts';
import { EXIT, type ExitCode } from '../terminal/exit-code.ts';
import { hiddenError } from '../terminal/hidden-error.ts';
import { reportError } from '../terminal/report-error.ts';
import { systemErrorText } from '../terminal/system-error.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What one environment came to, and the exit code that it would have alone. */
export interface End extends Outcome {
  readonly code: ExitCode;
  /** Texts of its files, where they are shown when all environments have ended. */
  readonly files?: ReadonlyMap<string, string>;
}

/** Its files hold errors, which were told. */
export function faulty(environment: string, plan?: Plan): End {
  const reason = plan === undefined ? 'its files hold errors.' : 'its plan holds errors.';
  return { environment, ...(plan === undefined ? {} : { plan }), code: EXIT.error, result: { kind: 'failed', reason } };
}

/** Does something for one environment; what it throws is told under its name, and stops nobody else. */
export async function attempt(environment: string, terminal: Terminal, work: () => Promise<End>): Promise<End> {
  try {
    return await work();
  } catch (thrown) {
    const error = terminal.values === 'all' ? thrown : hiddenError(thrown);
    const { code, text } = reportError(error, terminal.messageStyle);
    terminal.message(`${terminal.messageStyle.bold(visible(environment))}: ${text}`);
    return { environment, code, result: resultOf(error, code) };
  }
}

function resultOf(error: unknown, code: ExitCode): OutcomeResult {
  const reason = error instanceof Error ? (systemErrorText(error)?.message ?? error.message) : String(error);
  return { kind: code === EXIT.refused ? 'refused' : 'failed', reason };
}
