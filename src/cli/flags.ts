import * as Flags from '@oclif/core/flags';
import type { ApplyRun } from '../render/plan/apply-command.ts';
import type { PlanChoice, ProjectChoice } from './open-project.ts';
import { momentOf } from './plan/now.ts';
import type { ReadingChoice } from './service/read-service.ts';
import { UsageError } from './terminal/usage-error.ts';

/** An empty name, as an unset variable leaves it, would be the current folder. */
function folder(dir: string): Promise<string> {
  if (dir !== '') return Promise.resolve(dir);
  throw new UsageError('an empty name is no folder.', 'Leave --dir out for the current one.');
}

/** Which project, and which of its environments. */
export const PROJECT_FLAGS = {
  dir: Flags.string({
    summary: "The project's folder.",
    default: '.',
    helpValue: 'DIR',
    noCacheDefault: true,
    parse: folder,
  }),
  env: Flags.string({ summary: 'The environment to use.', helpValue: 'NAME' }),
  var: Flags.string({
    summary: 'Set a variable; can be given several times.',
    helpValue: 'NAME=VALUE',
    multiple: true,
    multipleNonGreedy: true,
  }),
  now: Flags.string({ summary: 'The moment to compare $expires with; default the clock.', helpValue: 'ISO-TIME' }),
};

/** How to reach the service, and how much of the plan to make. */
export const SERVICE_FLAGS = {
  sandbox: Flags.boolean({
    summary: 'Use a sandbox inside this process instead of the real service.',
    description: 'It needs no credentials and keeps what it holds in DIR/.rollcall/sandbox.',
  }),
  target: Flags.string({
    summary: 'Only changes of matching resources, and what they need; can be given several times.',
    helpValue: 'user:PATTERN|group:PATTERN',
    multiple: true,
    multipleNonGreedy: true,
  }),
  concurrency: Flags.integer({ summary: 'Most requests at one time.', helpValue: 'N', default: 10, min: 1, max: 100 }),
  'max-requests': Flags.integer({
    summary: 'Most requests to read the service with.',
    helpValue: 'N',
    default: 20_000,
    min: 1,
  }),
  verbose: Flags.boolean({ summary: 'Print each request, and how the service was read, to standard error.' }),
};

/** As text for people, or as JSON for programs. */
export const FORMAT_FLAGS = {
  format: Flags.option({ options: ['text', 'json'] as const })({
    summary: 'How to print the result.',
    default: 'text',
  }),
  json: Flags.boolean({ summary: 'Short for --format json.' }),
};

/** What of values may be shown. */
export const VALUES_FLAG = {
  values: Flags.option({ options: ['all', 'none'] as const })({
    summary: 'Show values, or only the names of attributes; none names nobody whom no file names.',
    default: 'all',
  }),
};

/** A result that is whole, however long. */
export const FULL_FLAG = Flags.boolean({ summary: 'Leave nothing out, however long it gets.' });

/** True if the result is to be JSON. Throws UsageError where two flags ask for two formats. */
export function wantsJson({ format, json }: { readonly format: string; readonly json: boolean }): boolean {
  if (json && format !== 'json' && format !== FORMAT_FLAGS.format.default) {
    throw new UsageError(`--json and --format ${format} contradict each other.`, 'Keep one of them.');
  }
  return json || format === 'json';
}

interface ProjectFlags {
  readonly dir: string;
  readonly env: string | undefined;
  readonly var: readonly string[] | undefined;
  readonly now: string | undefined;
}

/** The project that the flags name. Throws UsageError for a `--var` without `=` and a `--now` that is no moment. */
export function projectChoice({ dir, env, var: assignments = [], now }: ProjectFlags): ProjectChoice {
  const environment = env === undefined ? {} : { environment: env };
  return {
    dir,
    ...environment,
    variables: { ...variablesOf(process.env), ...parseVariables(assignments) },
    now: momentOf(now),
  };
}

/** The project that the flags name, and what of it to plan. Throws UsageError for a `--var` without `=`. */
export function planChoice(flags: ProjectFlags & { readonly target: readonly string[] | undefined }): PlanChoice {
  return { ...projectChoice(flags), targets: flags.target ?? [] };
}

/** What a command that applies a plan takes from the flags of this run. */
export function applyRun({ dir, now }: Pick<ProjectFlags, 'dir' | 'now'>, file: string | undefined): ApplyRun {
  return { dir, ...(now === undefined ? {} : { now }), ...(file === undefined ? {} : { file }) };
}

/** How the service may be read. */
export function readingChoice(flags: { readonly 'max-requests': number; readonly verbose: boolean }): ReadingChoice {
  return { maxRequests: flags['max-requests'], verbose: flags.verbose };
}

const VARIABLE = 'ROLLCALL_VAR_';

/** What `ROLLCALL_VAR_NAME` sets, by name. */
function variablesOf(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const set = Object.entries(env).filter(([name]) => name.startsWith(VARIABLE) && name.length > VARIABLE.length);
  return Object.fromEntries(set.map(([name, value = '']) => [name.slice(VARIABLE.length), value]));
}

/** By name; the last one of a name counts. */
function parseVariables(assignments: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    assignments.map((assignment) => {
      const at = assignment.indexOf('=');
      if (at > 0) return [assignment.slice(0, at), assignment.slice(at + 1)];
      throw new UsageError(`--var ${assignment} is not NAME=VALUE.`, 'Write for example --var domain=example.com.');
    }),
  );
}
