import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { EXIT, type ExitCode } from '../cli/exit-code.ts';
import { loadSeed } from '../cli/load-seed.ts';
import { createTerminal } from '../cli/terminal.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';

export default class Sandbox extends BaseCommand {
  static override summary = 'Run a local SCIM service to try things on.';
  static override description =
    'Answers by RFC 7644 on 127.0.0.1 until Ctrl-C, which ends it with exit code 0. ' +
    'It keeps what it holds in memory, or with --data in a file that survives even kill -9.';
  static override examples = [
    { description: 'Start one that forgets.', command: '<%= config.bin %> sandbox' },
    {
      description: 'Keep what it holds, and ask for a token.',
      command: '<%= config.bin %> sandbox --data people.jsonl --token secret-token',
    },
    {
      description: 'Begin anew with given users and groups.',
      command: '<%= config.bin %> sandbox --data people.jsonl --reset --seed seed.json',
    },
  ];
  static override flags = {
    port: Flags.integer({
      summary: 'The port; 0 takes any free one.',
      helpValue: 'N',
      default: 7643,
      min: 0,
      max: 65535,
    }),
    data: Flags.string({ summary: 'Keep what it holds in this file.', helpValue: 'FILE' }),
    token: Flags.string({ summary: 'Accept only requests with this bearer token.', helpValue: 'TOKEN' }),
    seed: Flags.string({
      summary: 'Fill an empty sandbox from this JSON file with Users and Groups.',
      helpValue: 'FILE',
    }),
    verbose: Flags.boolean({ summary: 'Print each request to standard error.' }),
    reset: Flags.boolean({ summary: 'Delete what --data holds, then start.', dependsOn: ['data'] }),
  };

  async run(): Promise<ExitCode> {
    const { flags } = await this.parse(Sandbox);
    const { port, data, token } = flags;
    const terminal = createTerminal(flags['no-color']);
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    if (flags.reset && data !== undefined) await rm(data, { force: true });
    const seed = flags.seed === undefined ? undefined : await loadSeed(flags.seed);
    const sandbox = await startSandbox({
      port,
      ...(data === undefined ? {} : { data }),
      ...(token === undefined ? {} : { token }),
      ...(seed === undefined ? {} : { seed }),
      ...(flags.verbose ? { log: terminal.message } : {}),
    });
    terminal.result(sandbox.url);
    terminal.message(hint(sandbox.url, token !== undefined));
    if (!stop.signal.aborted) await once(stop.signal, 'abort');
    await sandbox.close();
    return EXIT.done;
  }
}

/** What to write into rollcall.yaml to use it. */
function hint(url: string, hasToken: boolean): string {
  const lines = [
    'SANDBOX: a SCIM service to try things on; Ctrl-C stops it. To use it, write into rollcall.yaml:',
    '',
    '  service:',
    `    baseUrl: ${url}`,
    ...(hasToken ? [`    auth: { token: "\${env:SANDBOX_TOKEN}" }    # and put the token there`] : []),
  ];
  return lines.join('\n');
}
