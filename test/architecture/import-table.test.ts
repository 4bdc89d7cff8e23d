import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

describe('the import table of docs/architecture.md', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['src/model/x.ts', '../plan/make-plan.ts'],
    ['src/model/x.ts', '../diagnostics/table.ts'],
    ['src/diagnostics/x.ts', '../plan/make-plan.ts'],
    ['src/syntax/x.ts', 'node:fs'],
    ['src/profiles/x.ts', '../plan/make-plan.ts'],
    ['src/plan/x.ts', 'node:fs'],
    ['src/plan/x.ts', 'yaml'],
    ['src/plan/x.ts', '../scim/client.ts'],
    ['src/render/x.ts', '../plan/make-plan.ts'],
    ['src/render/x.ts', '@oclif/core'],
    ['src/config/x.ts', '../plan/make-plan.ts'],
    ['src/scim/x.ts', 'ky'],
    ['src/scim/x.ts', '../plan/make-plan.ts'],
    ['src/directory/x.ts', '../config/load-project.ts'],
    ['src/apply/x.ts', '../render/plan-text.ts'],
    ['src/sandbox/x.ts', '../profiles/generic.ts'],
    ['src/sandbox/services/x.ts', '../../profiles/generic.ts'],
    ['src/cli/x.ts', '../commands/plan.ts'],
    ['src/commands/x.ts', 'ky'],
    ['src/plan/attributes/x.ts', '../draft/draft.ts'],
    ['src/plan/order/x.ts', '../guard/guard.ts'],
    ['src/diagnostics/x.ts', '../config/load-project.ts'],
    ['src/scim/listing/x.ts', 'ky'],
    ['src/model/schemas/x.ts', '../../syntax/path.ts'],
  ];
  const allowed: readonly (readonly [string, string])[] = [
    ['src/plan/x.ts', 'fast-json-patch'],
    ['src/plan/x.ts', '../model/json.ts'],
    ['src/diagnostics/x.ts', '../model/diagnostic.ts'],
    ['src/config/problems/x.ts', '../../diagnostics/make-diagnostic.ts'],
    ['src/scim/http/http.ts', 'ky'],
    ['src/config/x.ts', 'yaml'],
    ['src/sandbox/services/x.ts', '../service-rules.ts'],
    ['src/plan/draft/x.ts', '../match/match.ts'],
    ['src/plan/order/x.ts', '../../diagnostics/diagnostics.ts'],
    ['src/diagnostics/x.ts', '../model/diagnostic.ts'],
    ['src/commands/x.ts', '../plan/make-plan.ts'],
  ];
  let reported = '';

  before(() => {
    const dir = mkdtempSync(join(tmpdir(), 'rollcall-imports-'));
    copyFileSync(join(ROOT, '.biome.json'), join(dir, '.biome.json'));
    for (const [file, module] of [...refused, ...allowed]) {
      mkdirSync(dirname(join(dir, probe(file, module))), { recursive: true });
      writeFileSync(join(dir, probe(file, module)), `import '${module}';\n`);
    }
    const biome = join(ROOT, 'node_modules/.bin/biome');
    const flags = [
      'lint',
      '--only=style/noRestrictedImports',
      '--vcs-enabled=false',
      '--max-diagnostics=none',
      '--colors=off',
    ];
    const { stdout, stderr } = spawnSync(biome, [...flags, '.'], { cwd: dir, encoding: 'utf8' });
    reported = `${stdout}${stderr}`;
    rmSync(dir, { recursive: true });
  });

  for (const [file, module] of refused) {
    it(`keeps ${file} from ${module}`, () => assert.ok(reported.includes(`${probe(file, module)}:`), reported));
  }
  for (const [file, module] of allowed) {
    it(`lets ${file} import ${module}`, () => assert.ok(!reported.includes(`${probe(file, module)}:`), reported));
  }
});

const PAGE = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
const MODULES = 'model|diagnostics|syntax|profiles|config|scim|directory|plan|apply|render|sandbox';

interface Rules {
  readonly includes: readonly string[];
  readonly linter: { readonly rules: { readonly style?: { readonly noRestrictedImports?: Restriction } } };
}

interface Restriction {
  readonly options: { readonly patterns: readonly { readonly group: readonly string[] }[] };
}

const LINTER: { readonly overrides: readonly Rules[] } = JSON.parse(readFileSync(join(ROOT, '.biome.json'), 'utf8'));

/** The modules that files of a module may import by the linter, or nothing where it has no rules for them. */
function linted(module: string): readonly string[] | undefined {
  const rules = LINTER.overrides.find(({ includes }) => includes.includes(`src/${module}/*.ts`));
  const patterns = rules?.linter.rules.style?.noRestrictedImports?.options.patterns;
  return patterns
    ?.flatMap(({ group }) => group)
    .flatMap((pattern) => /^!\.\.\/(\w+)\/\*\*$/.exec(pattern)?.[1] ?? [])
    .sort();
}

/** The modules that the page lets a module import. */
function written(module: string, cell: string): readonly string[] {
  if (module === 'model') return [];
  if (module === 'diagnostics') return ['model'];
  const [all = '', extra] = cell.replace(/`[^`]*`/g, '').split(`(${module}:`);
  const names = `${all} ${extra ?? ''}`.replace(/\(\w+:.*/, '').matchAll(new RegExp(`\\b(?:${MODULES})\\b`, 'g'));
  return ['model', 'diagnostics', ...[...names].map(([name]) => name)].sort();
}

describe('the words of that table', () => {
  const rows = [...PAGE.matchAll(/^\| ([a-z, ]+) \| (.*) \| .*\|$/gm)]
    .map(([, modules = '', cell = '']) => ({ modules: modules.split(', '), cell }))
    .filter(({ modules }) => modules.every((module) => linted(module) !== undefined));

  it('name every module that has rules', () => {
    assert.deepEqual(rows.flatMap(({ modules }) => modules).sort(), MODULES.split('|').sort());
  });

  for (const { modules, cell } of rows) {
    for (const module of modules) {
      it(`are the linter's for ${module}`, () => assert.deepEqual(linted(module), written(module, cell)));
    }
  }
});

/** A file for one import; rules go by folder, so any name will do. */
function probe(file: string, module: string): string {
  return join(dirname(file), `${module.replace(/[^a-z]+/g, '-')}.ts`);
}
