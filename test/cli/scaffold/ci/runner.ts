import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { FakeGithub, WorkflowRun } from './fake-github.ts';

export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly name?: string;
  readonly environment?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly environment: readonly string[] } };
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: Readonly<Record<string, string | boolean>>;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The contexts that expressions may name. */
export type Contexts = Readonly<Record<string, unknown>>;

/** The value of an expression of GitHub: close enough to JavaScript for those that the workflows use. */
export function evaluate(expression: string, contexts: Contexts): unknown {
  const names = Object.keys(contexts);
  // What is nowhere is empty there.
  const safe = expression.replaceAll('.', '?.').replace(/\bif\b/g, '');
  return new Function(...names, `return (${safe});`)(...names.map((name) => contexts[name]));
}

/** A text with the values of its expressions. */
export function filled(value: string | number | boolean, contexts: Contexts): string {
  return String(value).replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) =>
    String(evaluate(expression, contexts) ?? ''),
  );
}

export interface Ended {
  readonly code: number;
  readonly log: string;
}

/** Runs a script as GitHub does with `shell: bash`. */
export async function bash(
  script: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = ['--noprofile', '--norc', '-eo', 'pipefail'],
): Promise<Ended> {
  const child = spawn('bash', [...flags, '-c', script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, log: out + err };
}

export interface JobRun {
  readonly workflow: Workflow;
  readonly job: Job;
  /** A checkout of the repository. */
  readonly dir: string;
  /** Files of this run. */
  readonly temp: string;
  readonly contexts: Contexts;
  /** Variables of the machine. */
  readonly env: Readonly<Record<string, string>>;
  readonly github: FakeGithub;
  readonly run: WorkflowRun;
}

/** Runs the steps of a job, those that install aside, until one fails. */
export async function runSteps(jobRun: JobRun): Promise<Ended & { readonly summary: string }> {
  const { workflow, job, dir, temp, github, run } = jobRun;
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const contexts = { ...jobRun.contexts, steps, runner: { temp } };
  const summary = join(temp, 'summary.md');
  await writeFile(summary, '');
  const jobEnv = allFilled({ ...workflow.env, ...job.env }, contexts);
  let [code, log] = [0, ''];
  for (const step of job.steps) {
    if (step.name === 'Install rollcall') continue;
    if (step.if !== undefined && !evaluate(step.if, { ...contexts, always: () => true })) continue;
    if (code !== 0 && step.if?.includes('always()') !== true) continue;
    if (step.uses?.startsWith('actions/upload-artifact@')) {
      const [name, path] = [step.with?.['name'] ?? '', step.with?.['path'] ?? ''].map((value) =>
        filled(value, contexts),
      );
      if (step.name === 'Keep the id') github.keepArtifact(run, name ?? '', path ?? '');
      continue;
    }
    if (step.run === undefined) continue;
    const output = join(await mkdtemp(join(temp, 'step-')), 'output');
    await writeFile(output, '');
    const files = { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, RUNNER_TEMP: temp, GITHUB_WORKSPACE: dir };
    const ended = await bash(step.run, dir, {
      ...jobRun.env,
      ...files,
      ...jobEnv,
      ...allFilled(step.env ?? {}, contexts),
    });
    if (step.id !== undefined) steps[step.id] = { outputs: outputsIn(await readFile(output, 'utf8')) };
    log += ended.log;
    code ||= ended.code;
  }
  return { code, log, summary: await readFile(summary, 'utf8') };
}

function allFilled(values: Readonly<Record<string, string>>, contexts: Contexts): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, filled(value, contexts)]));
}

function outputsIn(output: string): Record<string, string> {
  const lines = output.split('\n').filter((line) => line !== '');
  for (const line of lines) assert.match(line, /^\w+=/u);
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
