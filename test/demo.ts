/**
 * Shows rollcall at work on examples/quickstart and the same project one review later, in a sandbox,
 * and ends with an error if any step is not as promised.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

interface Step {
  readonly heading: string;
  readonly args: readonly string[];
  readonly code: number;
  /** What the output must say. */
  readonly says: RegExp;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PLAN = ['plan', '--sandbox', '--detailed-exitcode'];
const APPLY = ['apply', '--sandbox', '--auto-approve'];
const SOME = '[1-9]\\d*';

const QUICKSTART: readonly Step[] = [
  {
    heading: 'What would be done? (plan)',
    args: PLAN,
    code: 2,
    says: new RegExp(`^Plan: ${SOME} to create, 0 to update`, 'mu'),
  },
  {
    heading: 'Do it. (apply)',
    args: APPLY,
    code: 0,
    says: new RegExp(`^Applied: ${SOME} created, 0 updated, 0 deactivated, 0 deleted\\.$`, 'mu'),
  },
  { heading: 'Is anything left to do? (plan)', args: PLAN, code: 0, says: /^No changes\.$/mu },
];

const REVIEW: readonly Step[] = [
  {
    heading: 'One review later: a rename, a move, a leaver, other members. (plan)',
    args: PLAN,
    code: 2,
    says: new RegExp(`^Plan: \\d+ to create, ${SOME} to update`, 'mu'),
  },
  {
    heading: 'Do it. (apply)',
    args: APPLY,
    code: 0,
    says: new RegExp(`^Applied: \\d+ created, ${SOME} updated, [^f]*\\.$`, 'mu'),
  },
  { heading: 'Is anything left to do? (plan)', args: PLAN, code: 0, says: /^No changes\.$/mu },
];

/** Runs one step, shows all that it prints, and throws if it is not as promised. */
async function show({ heading, args, code, says }: Step, dir: string): Promise<void> {
  process.stdout.write(`\n━━ ${heading}\n$ rollcall ${args.join(' ')}\n\n`);
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = spawn(process.execPath, [join(ROOT, 'dist/main.js'), ...args], {
    cwd: dir,
    env: { ...process.env, ...colour },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      process.stdout.write(text);
    });
  }
  const [actual] = await once(child, 'close');
  if (actual !== code) throw new Error(`This exits with ${actual} instead of ${code}.`);
  if (!says.test(stripVTControlCharacters(output))) throw new Error(`This does not say ${says}.`);
}

const began = performance.now();
const dir = await mkdtemp(join(tmpdir(), 'rollcall-demo-'));
try {
  await cp(join(ROOT, 'examples/quickstart'), dir, { recursive: true });
  for (const step of QUICKSTART) await show(step, dir);
  await cp(join(ROOT, 'examples/quickstart-review'), dir, { recursive: true });
  for (const step of REVIEW) await show(step, dir);
  process.stdout.write(`\n━━ All as promised, in ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
} catch (error) {
  process.stdout.write(`\n━━ NOT AS PROMISED: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await rm(dir, { recursive: true, force: true });
}
