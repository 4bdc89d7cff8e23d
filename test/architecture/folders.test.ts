import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const ROOT = new URL('../../', import.meta.url);
const FILES = globSync('src/**/*.ts', { cwd: ROOT.pathname })
  .map((path) => path.replaceAll('\\', '/'))
  .sort();
/** One file for each service: there are as many as there are services. */
const ONE_PER_SERVICE = ['src/profiles', 'src/sandbox/services'];
/** Their files are named after the command that they are, and after the profile that they imitate. */
const DOORS = ['src/commands', 'src/sandbox/services'];
const MOST = 18;

describe('the folders of src', () => {
  it('hold no two files of one name, but for the doors that docs/architecture.md names', () => {
    const inner = FILES.filter((path) => !DOORS.includes(dirname(path)));
    const twice = [...Map.groupBy(inner, (path) => basename(path)).values()].filter((paths) => paths.length > 1);
    assert.deepEqual(twice, []);
    const page = readFileSync(new URL('docs/architecture.md', ROOT), 'utf8');
    for (const door of DOORS) assert.ok(page.includes(`\`${door}/*\``), `${door}/* is no door by docs/architecture.md`);
  });

  it('are all among those that docs/architecture.md explains', () => {
    const page = readFileSync(new URL('docs/architecture.md', ROOT), 'utf8');
    const folders = [...new Set(FILES.map((path) => dirname(path)))].filter((folder) => folder !== 'src');
    const unexplained = folders.filter((folder) => {
      const [, module = '', ...inner] = folder.split('/');
      const rows = page.split(`\n| \`src/${module}\` |`)[1]?.split('\n| `src/')[0];
      const steps = module === 'plan' ? (page.split('```\nmatch →')[1] ?? '') : '';
      return (
        rows === undefined || !inner.every((name) => rows.includes(`\`${name}\``) || steps.includes(`**${name}**`))
      );
    });
    assert.deepEqual(unexplained, []);
  });

  it(`hold at most ${MOST} files beside their folders, but for those with one per service`, () => {
    const full = [...Map.groupBy(FILES, (path) => dirname(path))].filter(
      ([folder, paths]) => paths.length > MOST && !ONE_PER_SERVICE.includes(folder),
    );
    assert.deepEqual(
      full.map(([folder, paths]) => `${folder}: ${paths.length} files`),
      [],
    );
  });
});
