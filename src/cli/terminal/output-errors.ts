const unwritten: Error[] = [];

/**
 * Keeps what goes wrong with writing, so that an apply goes on and the end tells. Whoever reads may stop, as `| head`
 * does, and nothing needs to be said. Takes the place of oclif's own listener, which would throw.
 */
export function keepOutputErrors(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.removeAllListeners('error');
    stream.on('error', keep);
  }
}

/** The first error of writing, if there was any. */
export function outputError(): Error | undefined {
  return unwritten[0];
}

function keep(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') unwritten.push(error);
}
