import * as Flags from '@oclif/core/flags';
import type * as Interfaces from '@oclif/core/interfaces';
import { BaseCommand } from '../cli/base-command.ts';
import { examine } from '../cli/doctor/examine.ts';
import type { ProbeChoice } from '../cli/doctor/probe/run-probe.ts';
import { chosenEnvironments, ENVIRONMENTS_FLAG } from '../cli/environments/chosen-environments.ts';
import { forEachEnvironment } from '../cli/environments/each-environment.ts';
import { attempt, faulty } from '../cli/environments/environment-end.ts';
import { FORMAT_FLAGS, PROJECT_FLAGS, projectChoice, SERVICE_FLAGS, VALUES_FLAG, wantsJson } from '../cli/flags.ts';
import { openProject, sharedReading, type ValidProject } from '../cli/open-project.ts';
import { ALLOW_FLAG, allowances } from '../cli/plan/guard-flags.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { createTerminal, type Terminal } from '../cli/terminal/terminal.ts';
import { UsageError } from '../cli/terminal/usage-error.ts';
import { worstExit } from '../cli/terminal/worst-exit.ts';
import type { Health } from '../model/health/health.ts';
import { withOverrides } from '../profiles/effective-profile.ts';
import { renderHealth } from '../render/health-text.ts';
import { shownHealth } from '../render/hidden/hidden-health.ts';
import { failuresOf } from '../render/many/failures.ts';

/** The flags that mean something to `--probe` alone. */
interface ProbeFlags {
  readonly probe: boolean;
  readonly 'probe-group': string | undefined;
  readonly 'auto-approve': boolean;
  readonly allow: readonly string[] | undefined;
}

export default class Doctor extends BaseCommand {
  static override summary = 'Check connection, token and permissions, and say what the service can do.';
  static override description =
    'Reads users, groups and what the service says of itself; nothing is written. Prints what works, how ' +
    'rollcall will speak to the service and where it has that from, and what cannot be done there. ' +
    'Exits with 1 if something fails that a plan needs. ' +
    'With --probe it also creates a test user and a test group, tries on them how the service wants to be spoken to, ' +
    'removes them, and prints the dialect to paste into rollcall.yaml.';
  static override examples = [
    { description: 'Examine the service of the project in this folder.', command: '<%= config.bin %> doctor' },
    { description: 'The same for one environment, as JSON.', command: '<%= config.bin %> doctor --env staging --json' },
    { description: 'What the sandbox of the profile can do.', command: '<%= config.bin %> doctor --sandbox' },
    { description: 'Find out how an unknown service speaks.', command: '<%= config.bin %> doctor --probe' },
  ];
  static override flags = {
    ...PROJECT_FLAGS,
    env: ENVIRONMENTS_FLAG,
    sandbox: SERVICE_FLAGS.sandbox,
    verbose: SERVICE_FLAGS.verbose,
    ...FORMAT_FLAGS,
    ...VALUES_FLAG,
    probe: Flags.boolean({ summary: 'Find the dialect on a test user and a test group, which it asks about first.' }),
    'probe-group': Flags.string({
      summary: 'With --probe: the group to use where none can be created; it is left as it was.',
      helpValue: 'NAME',
    }),
    'auto-approve': Flags.boolean({ summary: 'With --probe: ask nobody.' }),
    ...ALLOW_FLAG,
  };

  async run(): Promise<ExitCode> {
    const { flags } = await this.parse(Doctor);
    checkProbeFlags(flags);
    const allow = allowances(flags.allow);
    const terminal = createTerminal(flags['no-color'], flags.values);
    const tool = `${this.config.name} ${this.config.version}`;
    const chosen = await chosenEnvironments(flags.env, flags.dir);
    if (chosen.kind === 'many') return examineMany(chosen.names, { ...flags, tool }, terminal);
    const project = await openProject(projectChoice({ ...flags, env: chosen.env }), flags.sandbox, terminal);
    if (project === undefined) return EXIT.error;
    const { dir, sandbox, verbose } = flags;
    const choice = { dir, sandbox, verbose, tool, concurrency: 3 };
    const json = wantsJson(flags);
    if (flags.probe) {
      const { 'auto-approve': autoApprove, 'probe-group': group } = flags;
      return probeNow(project, { ...choice, autoApprove, group, allow }, json, terminal);
    }
    const health = shownHealth(await examine(project, choice, terminal), flags.values);
    const { resultStyle, columns } = terminal;
    terminal.result(json ? JSON.stringify(health, null, 2) : renderHealth(health, resultStyle, columns));
    return health.healthy ? EXIT.done : EXIT.error;
  }
}

type DoctorFlags = Interfaces.InferredFlags<typeof Doctor.flags> & { readonly tool: string };

/** Examines the services of several environments, one after the other. */
async function examineMany(names: readonly string[], flags: DoctorFlags, terminal: Terminal): Promise<ExitCode> {
  if (flags.probe) throw new UsageError('--probe is about one service.', 'Name one environment with --env.');
  const { dir, sandbox, verbose, tool } = flags;
  const json = wantsJson(flags);
  const common = { ...projectChoice({ ...flags, env: undefined }), shared: sharedReading() };
  const found: Health[] = [];
  const ends = await forEachEnvironment(names, 1, terminal, async (environment, own) => {
    return attempt(environment, own, async () => {
      if (!json) own.result(own.resultStyle.bold(`${environment}:`));
      const project = await openProject({ ...common, environment }, sandbox, own);
      if (project === undefined) return faulty(environment);
      const examined = await examine(project, { dir, sandbox, verbose, tool, concurrency: 3 }, own);
      const health = shownHealth(examined, flags.values);
      found.push(health);
      if (!json) own.result(renderHealth(health, own.resultStyle, own.columns));
      return { environment, code: health.healthy ? EXIT.done : EXIT.error, result: { kind: 'unchanged' } };
    });
  });
  if (json) terminal.result(JSON.stringify({ environments: found, failures: failuresOf(ends) }, null, 2));
  return worstExit(ends.map(({ code }) => code));
}

/** Throws UsageError for a flag that says how to probe where nothing is probed. */
function checkProbeFlags(flags: ProbeFlags): void {
  if (flags.probe) return;
  const idle = [
    ...(flags['probe-group'] === undefined ? [] : ['--probe-group']),
    ...(flags['auto-approve'] ? ['--auto-approve'] : []),
    ...(flags.allow === undefined ? [] : ['--allow']),
  ];
  if (idle.length > 0) throw new UsageError(`${idle.join(' and ')} mean nothing without --probe.`, 'Add --probe.');
}

/** Loaded only here: whoever examines needs no planner. */
async function probeNow(
  project: ValidProject,
  settings: ProbeChoice,
  json: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  const { runProbe } = await import('../cli/doctor/probe/run-probe.ts');
  const { renderProbe } = await import('../render/probe-text.ts');
  const { shownProbe } = await import('../render/hidden/hidden-probe.ts');
  const probed = await runProbe(project, settings, terminal);
  if (probed.kind === 'declined') {
    terminal.message('Nothing was probed.');
    return EXIT.error;
  }
  const { interrupted } = probed;
  const result = shownProbe(probed.result, terminal.values);
  const dialect = withOverrides(project.configuration.service.dialect, result.overrides);
  const text = json
    ? JSON.stringify({ ...result, dialect }, null, 2)
    : renderProbe(result, dialect, terminal.resultStyle);
  terminal.result(text);
  if (interrupted) return EXIT.interrupted;
  const failed = result.ended !== undefined || result.findings.some(({ status }) => status === 'fails');
  return failed ? EXIT.error : EXIT.done;
}
