// Builds dist: one file for each command with its libraries in it, and what commands share in files of their own.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compiledSchemas } from './compiled-schemas.ts';
import { licencesOf } from './licences.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** CommonJS libraries ask for Node's own modules with `require`, which ES modules lack. */
const REQUIRE =
  "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);";

/** Names of functions stay, so that a report of a bug says where it was. */
const OPTIONS = {
  absWorkingDir: root,
  entryPoints: ['src/main.ts', 'src/commands/*.ts'],
  outdir: 'dist',
  outbase: 'src',
  chunkNames: 'parts/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.12',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  banner: { js: REQUIRE },
  metafile: true,
  logLevel: 'warning',
  plugins: [compiledSchemas],
};

await rm(`${root}dist`, { recursive: true, force: true });
const { metafile } = await build(OPTIONS);
await writeFile(
  `${root}dist/LICENCES.txt`,
  await licencesOf(Object.keys(metafile.inputs), (path) => readFile(`${root}${path}`, 'utf8')),
);
await import('./manifest.js');
