import { EXIT, type ExitCode } from './exit-code.ts';

/** The gravest first: what stopped everything, then what must not be, what failed, what is to be done. */
const GRAVEST_FIRST: readonly ExitCode[] = [
  EXIT.interrupted,
  EXIT.bug,
  EXIT.refused,
  EXIT.error,
  EXIT.changes,
  EXIT.done,
];

/** How a command ends that did the same for several environments, each with an end of its own. */
export function worstExit(codes: readonly ExitCode[]): ExitCode {
  return GRAVEST_FIRST.find((code) => codes.includes(code)) ?? EXIT.done;
}
