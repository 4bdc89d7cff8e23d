import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealedPlan } from '../../model/plan.ts';
import { renderPlanJson } from '../../render/plan/plan-json.ts';
import { refuseLinks } from '../files/refuse-links.ts';
import { writePrivateFile } from '../files/write-file-whole.ts';
import { checkOut } from '../plan/check-out.ts';
import { loadPlan } from '../plan/load-plan.ts';
import { sealedOnce } from '../plan/sealed-once.ts';
import { RefusedError } from '../terminal/refused-error.ts';
import { UsageError } from '../terminal/usage-error.ts';
import type { End } from './environment-end.ts';

const EXTENSION = '.json';

/**
 * Makes a folder of plans ready: it is there, private, and holds no plan of an earlier run, which somebody might take for one
 * of this. Throws UsageError where it holds what is no plan, before anything is removed.
 * @param base the project's folder
 */
export async function emptyPlansFolder(dir: string, base: string): Promise<void> {
  if (dir === '') throw new UsageError('--out names no folder.', 'Write for example --out plans.');
  await refuseLinks(dir, base);
  await mkdir(dir, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    // What stands there is a file; the next lines say so.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  if (!(await lstat(dir)).isDirectory()) {
    throw new UsageError(`--out ${dir} is no folder.`, 'Plans of several environments need one: --out plans.');
  }
  const names = await readdir(dir);
  for (const name of names) {
    if (!name.endsWith(EXTENSION)) {
      throw new UsageError(`${dir} holds ${name}, which is no plan.`, 'Choose another folder, such as --out plans.');
    }
    await checkOut(join(dir, name), base);
  }
  for (const name of names) await rm(join(dir, name));
}

/** Saves each plan that there is as `NAME.json`. */
export async function savePlans(dir: string, ends: readonly End[]): Promise<readonly string[]> {
  const sound = ends.filter(({ plan, result }) => plan !== undefined && result.kind !== 'failed');
  for (const { environment, plan } of sound) {
    if (plan !== undefined) await writePrivateFile(planFileIn(dir, environment), renderPlanJson(sealedOnce(plan)));
  }
  return sound.map(({ environment }) => environment);
}

/** Where a folder of plans holds that of an environment. */
export function planFileIn(dir: string, environment: string): string {
  return join(dir, `${environment}${EXTENSION}`);
}

/** A plan in a folder of plans. */
export interface PlanFile {
  /** The environment that it is named after. */
  readonly name: string;
  readonly path: string;
}

/** Loads a plan of a folder as `loadPlan` does. Throws RefusedError where it is of another environment than it is named after. */
export async function loadPlanOf({ name, path }: PlanFile): Promise<SealedPlan> {
  const plan = await loadPlan(path);
  if (plan.environment === name) return plan;
  const whose = plan.environment === null ? 'a project without environments' : `the environment ${plan.environment}`;
  throw new RefusedError(
    `${path} holds a plan of ${whose}.`,
    'Plans of a folder are named after their environments, as plan --out names them; take this one out.',
  );
}

/** The plans of a folder by the names of their files, sorted. Throws the system's error. */
export async function plansIn(dir: string): Promise<readonly PlanFile[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith(EXTENSION)).sort();
  if (names.length === 0) {
    throw new UsageError(`${dir} holds no plan.`, `Make them with: rollcall plan --env all --out ${dir}`);
  }
  return names.map((name) => ({ name: name.slice(0, -EXTENSION.length), path: join(dir, name) }));
}
