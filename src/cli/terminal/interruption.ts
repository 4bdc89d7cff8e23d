import { EXIT } from './exit-code.ts';

/** What Ctrl-C sends, and what schedulers and containers send to whatever must end. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Aborts on the first signal; the second ends the process at once. Call `dispose` when it no longer matters. */
export function interruption(onFirst: () => void): { readonly signal: AbortSignal; readonly dispose: () => void } {
  const controller = new AbortController();
  const listener = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
    onFirst();
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  const dispose = () => {
    for (const signal of SIGNALS) process.off(signal, listener);
  };
  return { signal: controller.signal, dispose };
}
