// Builds what runs: one file for each command, with its libraries in it, and shared parts in files of their own.
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compiledSchemas } from './compiled-schemas.js';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Libraries of the CommonJS kind ask for Node's own modules with `require`, which ES modules do not have. */
const REQUIRE = "import { createRequire as rollcallRequire } from 'node:module'; const require = rollcallRequire(import.meta.url);";

await rm(`${root}/dist`, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/main.ts', 'src/commands/*.ts'],
  outdir: 'dist',
  outbase: 'src',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.12',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  banner: { js: REQUIRE },
  chunkNames: 'parts/[name]-[hash]',
  metafile: true,
  logLevel: 'warning',
  plugins: [compiledSchemas],
});
if (process.argv[2] === '--analyze') {
  for (const [f, o] of Object.entries(metafile.outputs)) console.log(o.bytes, f, Object.entries(o.inputs).sort((a,b)=>b[1].bytesInOutput-a[1].bytesInOutput).slice(0,8).map(([n,i])=>n.replace('node_modules/','')+':'+i.bytesInOutput).join(' '));
}
