import { once } from 'node:events';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { loadSeed } from '../cli/service/load-seed.ts';
import { sandboxRules } from '../cli/service/sandbox-rules.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { createTerminal, type Terminal } from '../cli/terminal/terminal.ts';
import { UsageError } from '../cli/terminal/usage-error.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { PROFILES } from '../profiles/profiles.ts';
import { startSandbox } from '../sandbox/http/start-sandbox.ts';
import { QuirkError } from '../sandbox/quirks/quirk.ts';
import { QUIRK_SUMMARIES } from '../sandbox/quirks.ts';
import type { ServiceRules } from '../sandbox/service-rules.ts';
import { rulesOf, SERVICE_NAMES } from '../sandbox/services.ts';

export default class Sandbox extends BaseCommand {
  static override summary = 'Run a local SCIM service to try things on.';
  static override description =
    'Answers on 127.0.0.1 until Ctrl-C, which ends it with exit code 0: by RFC 7644, or as a real service does. ' +
    'It keeps what it holds in memory, or with --data in a file that survives even kill -9.';
  static override examples = [
    { description: 'Start one that forgets.', command: '<%= config.bin %> sandbox' },
    {
      description: 'Keep what it holds, and ask for a token.',
      command: '<%= config.bin %> sandbox --data people.jsonl --token secret-token',
    },
    {
      description: 'Behave like Genesys Cloud, for a client that may only read users.',
      command: '<%= config.bin %> sandbox --profile genesys-cloud --permissions directory:user:view',
    },
    {
      description: 'Behave like nobody in particular, but oddly.',
      command: '<%= config.bin %> sandbox --quirk members-hidden --quirk page-cap=50',
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
    profile: Flags.string({
      summary: 'Behave like the service of this profile.',
      helpValue: 'NAME',
      default: 'generic',
    }),
    quirk: Flags.string({
      summary: 'Behave oddly besides, in this way; may be given several times.',
      description: `One of these; what stands behind = may be another.\n${listOfQuirks()}`,
      helpValue: 'NAME',
      multiple: true,
      default: [],
    }),
    permissions: Flags.string({
      summary: 'Let the caller do only what these permissions allow, separated by commas.',
      helpValue: 'LIST',
    }),
    data: Flags.string({ summary: 'Keep what it holds in this file.', helpValue: 'FILE' }),
    token: Flags.string({ summary: 'Accept only requests with this bearer token.', helpValue: 'TOKEN' }),
    seed: Flags.string({
      summary: 'Fill an empty sandbox from this JSON file with Users and Groups.',
      helpValue: 'FILE',
    }),
    verbose: Flags.boolean({ summary: 'Print each request to standard error.' }),
    reset: Flags.boolean({ summary: 'Forget what --data holds, then start.', dependsOn: ['data'] }),
  };

  async run(): Promise<ExitCode> {
    const { flags } = await this.parse(Sandbox);
    const { port, data, token } = flags;
    const terminal = createTerminal(flags['no-color']);
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    const rules = readRules(flags.profile, flags.quirk, terminal);
    const permissions = flags.permissions === undefined ? undefined : readPermissions(flags.permissions, rules);
    const seed = flags.seed === undefined ? undefined : await loadSeed(flags.seed);
    const sandbox = await startSandbox({
      port,
      rules,
      ...(permissions === undefined ? {} : { permissions }),
      ...(data === undefined ? {} : { data, reset: flags.reset }),
      ...(token === undefined ? {} : { token }),
      ...(seed === undefined ? {} : { seed }),
      ...(flags.verbose ? { log: terminal.message } : {}),
    });
    if (flags.seed !== undefined && !sandbox.isSeeded) {
      terminal.message(`${flags.seed} is not used: ${data} holds something already. To begin anew, add --reset.`);
    }
    terminal.result(sandbox.url);
    terminal.message(hint(sandbox.url, rules, token !== undefined));
    if (!stop.signal.aborted) await once(stop.signal, 'abort');
    await sandbox.close();
    return EXIT.done;
  }
}

/** Every quirk with what it does, one a line. */
function listOfQuirks(): string {
  return [...QUIRK_SUMMARIES].map(([name, summary]) => `  ${name}: ${summary}`).join('\n');
}

/** Throws UsageError where there is no such profile or quirk. */
function readRules(profile: string, quirks: readonly string[], terminal: Terminal): ServiceRules {
  try {
    return PROFILES.has(profile) ? sandboxRules(profile, quirks, terminal) : rulesOf(profile, quirks);
  } catch (error) {
    if (!(error instanceof QuirkError)) throw error;
    const hint = `The profiles are ${SERVICE_NAMES.join(', ')}; the quirks are\n${listOfQuirks()}`;
    throw new UsageError(error.message, hint, { cause: error });
  }
}

function readPermissions(list: string, { name, access }: ServiceRules): readonly string[] {
  if (Object.keys(access.permissions).length === 0) {
    throw new UsageError(
      `the sandbox of ${name} knows no permissions.`,
      'Leave --permissions out, or choose --profile genesys-cloud.',
    );
  }
  const held = list.split(',').map((permission) => permission.trim());
  const known = [...new Set(Object.values(access.permissions).flat())].sort();
  const unknown = held.find((permission) => !known.includes(permission));
  if (unknown === undefined) return held;
  throw new UsageError(
    `the sandbox of ${name} knows no permission "${unknown}".${didYouMean(unknown, known)}`,
    `Choose of ${known.join(', ')}.`,
  );
}

/** What to write into rollcall.yaml to use it. */
function hint(url: string, { name, access }: ServiceRules, hasToken: boolean): string {
  const { tokenPath } = access;
  const tokenUrl = tokenPath === null ? '' : `${new URL(url).origin}${tokenPath}`;
  const lines = [
    'SANDBOX: a SCIM service to try things on; Ctrl-C stops it. To use it, write into rollcall.yaml:',
    '',
    '  service:',
    ...(name === 'generic' ? [] : [`    profile: ${name}`]),
    `    baseUrl: ${url}`,
    ...(hasToken ? [`    auth: { token: "\${env:SANDBOX_TOKEN}" }    # and put the token there`] : []),
    ...(tokenPath === null
      ? []
      : ['', `Client credentials get a token at ${tokenUrl}${hasToken ? '; their secret is that token' : ''}.`]),
  ];
  return lines.join('\n');
}
