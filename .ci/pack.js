// What `npm pack` does before and after: the packed package.json names neither libraries, which the built files hold,
// nor scripts, which an installation must not run.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const OURS = `${root}package.json`;
const KEPT = `${root}node_modules/.cache/rollcall/package.json`;
const DROPPED = ['scripts', 'dependencies', 'devDependencies', 'allowScripts', 'mocha'];

async function strip() {
  await import('./build.js');
  await mkdir(`${root}node_modules/.cache/rollcall`, { recursive: true });
  await copyFile(OURS, KEPT);
  const all = Object.entries(JSON.parse(await readFile(OURS, 'utf8')));
  const packed = Object.fromEntries(all.filter(([key]) => !DROPPED.includes(key)));
  await writeFile(OURS, `${JSON.stringify(packed, null, 2)}\n`);
}

async function restore() {
  await copyFile(KEPT, OURS);
  await rm(KEPT);
}

await { strip, restore }[process.argv[2]]();
