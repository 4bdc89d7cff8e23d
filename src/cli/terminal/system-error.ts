/** What an error of the system means, and what to do. */
export interface SystemErrorText {
  readonly message: string;
  readonly hint: string;
}

type Explain = (path: string) => SystemErrorText;

const denied: Explain = (path) => ({
  message: `you may not use ${path}.`,
  hint: 'Check who owns it, its permissions and those of its folder: ls -ld shows them.',
});

const OF_FILES: ReadonlyMap<string, Explain> = new Map([
  [
    'ENOENT',
    (path) => ({ message: `there is no ${path}.`, hint: 'Check the name, and in which folder it is looked for.' }),
  ],
  ['EISDIR', (path) => ({ message: `${path} is a folder.`, hint: 'Name a file.' })],
  [
    'ENOTDIR',
    (path) => ({ message: `${path} has a file where a folder should be.`, hint: 'Check each part of the path.' }),
  ],
  ['EACCES', denied],
  ['EPERM', denied],
  [
    'ENOSPC',
    (path) => ({ message: `the disk is full: ${path} cannot be written.`, hint: 'Make room, and run it again.' }),
  ],
  ['EROFS', (path) => ({ message: `${path} is on a disk that is read-only.`, hint: 'Choose another place.' })],
]);

const OF_PORTS: ReadonlyMap<string, string> = new Map([
  ['EADDRINUSE', 'is in use.'],
  ['EACCES', 'may not be used by you.'],
]);

interface ListenError extends NodeJS.ErrnoException {
  readonly port?: number;
}

/** An error of the system in plain words; undefined for one that is rare or names no place, and for any other error. */
export function systemErrorText(error: ListenError): SystemErrorText | undefined {
  const { syscall, code = '', path, port } = error;
  if (syscall === 'listen' && port !== undefined) {
    const problem = OF_PORTS.get(code);
    const hint = 'Choose another port, such as --port 0, which takes any free one.';
    return problem === undefined ? undefined : { message: `port ${port} ${problem}`, hint };
  }
  return syscall === undefined || path === undefined ? undefined : OF_FILES.get(code)?.(path);
}
