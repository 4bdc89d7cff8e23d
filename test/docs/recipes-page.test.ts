import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openCliSession } from '../support/cli-session.ts';

const PAGE = readFileSync(new URL('../../docs/recipes.md', import.meta.url), 'utf8');

/** One recipe: files to write and commands to run, in their order. */
interface Recipe {
  readonly title: string;
  readonly blocks: readonly { readonly name: string; readonly text: string }[];
}

const RECIPES: readonly Recipe[] = PAGE.split(/^## /m).map((section) => ({
  title: section.slice(0, section.indexOf('\n')).replace('# ', ''),
  blocks: [...section.matchAll(/^```(?:yaml |csv )?(\S+)\n(.*?)^```$/gms)].map(([, name = '', text = '']) => ({
    name,
    text,
  })),
}));

describe('docs/recipes.md', function () {
  this.timeout(60_000);
  const dir = mkdtempSync(join(tmpdir(), 'rollcall-recipes-'));
  const session = openCliSession();
  after(() => rmSync(dir, { recursive: true }));

  /** Runs each command of a screen; the lines below it must be in what it prints. */
  async function run(screen: string): Promise<void> {
    for (const part of screen.split(/^\$ rollcall /m).slice(1)) {
      const [command = '', ...expected] = part.trimEnd().split('\n');
      const { code, stdout, stderr } = await session.run(command.split(' '), { cwd: dir });
      assert.equal(code, 0, `${command}\n${stdout}${stderr}`);
      const printed = stdout + stderr;
      for (const line of expected) assert.ok(printed.includes(line), `${command} prints no "${line}":\n${printed}`);
    }
  }

  it('has a recipe for all that happens to people', () => {
    const titles = RECIPES.slice(1).map(({ title }) => title);
    assert.deepEqual(titles, [
      'Joiner',
      'Mover',
      'Rename',
      'Contractor',
      'Leaver',
      'Reverting a commit',
      'Import',
      'Several admins',
      'Several tenants of one service',
      'Several services',
      'A repository with many projects',
      'Moving people from one service to another',
    ]);
  });

  for (const { title, blocks } of RECIPES) {
    it(`says what really happens: ${title}`, async () => {
      for (const { name, text } of blocks) {
        if (name === 'console') await run(text);
        else {
          mkdirSync(dirname(join(dir, name)), { recursive: true });
          writeFileSync(join(dir, name), text);
        }
      }
    });
  }
});
