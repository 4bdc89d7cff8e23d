#!/usr/bin/env node
// Plain syntax and no static import, so that an old Node can read this file and say what it lacks.

const [major, minor] = process.versions.node.split('.').map(Number);

if (Number(major) > 22 || (Number(major) === 22 && Number(minor) >= 12)) {
  void import('./cli/start.ts').then((cli) => cli.start(process.argv.slice(2)));
} else {
  process.stderr.write(`rollcall needs Node.js 22.12 or newer; this is Node.js ${process.versions.node}.\n`);
  process.exitCode = 1;
}
