// Lint, types and unused code side by side; each prints what it found once it is done.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

const codes = await Promise.all(['lint', 'types', 'unused'].map(check));
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;

async function check(name) {
  const child = spawn('npm', ['run', name, '--silent'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return ended;
}
