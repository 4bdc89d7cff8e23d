// Writes anew what tests compare with: golden and fault folders, pages and request counts. Read the difference afterwards.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const tests = globSync('test/**/*.test.ts', { cwd }).filter((file) =>
  readFileSync(`${cwd}/${file}`, 'utf8').includes('support/golden.ts'),
);
const mocha = ['node_modules/mocha/bin/mocha.js', '--no-package', '--timeout', '60000', '--reporter', 'dot'];
const { status } = spawnSync(process.execPath, [...mocha, ...tests.sort()], {
  cwd,
  env: { ...process.env, ROLLCALL_GOLDEN: 'write' },
  stdio: 'inherit',
});
process.stdout.write('Look at each difference before you commit it: git status, git diff.\n');
process.exitCode = status ?? 1;
