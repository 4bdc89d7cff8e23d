import { EXIT } from './exit-code.ts';

/** Aborts on the first SIGINT; the second ends the process at once. Call `dispose` when it no longer matters. */
export function interruption(onFirst: () => void): { readonly signal: AbortSignal; readonly dispose: () => void } {
  const controller = new AbortController();
  const listener = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
    onFirst();
  };
  process.on('SIGINT', listener);
  return { signal: controller.signal, dispose: () => process.off('SIGINT', listener) };
}
