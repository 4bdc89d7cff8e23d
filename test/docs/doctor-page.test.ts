import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../support/cli-run.ts';

const PAGE = readFileSync(new URL('../../docs/doctor.md', import.meta.url), 'utf8');
const SCREENS = [...PAGE.matchAll(/^```console\n(.*?)^```$/gms)].map(([, text]) => text ?? '');

describe('the page about doctor', function () {
  this.timeout(30_000);
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'rollcall-doctor-page-'));
  });

  afterEach(() => rmSync(dir, { recursive: true }));

  it('shows five screens', () => assert.equal(SCREENS.length, 5));

  for (const screen of SCREENS) {
    const [command = '', title = ''] = screen.split('\n');
    it(`shows what doctor prints for ${title}, but for times and what is left of a rate`, async () => {
      const profile = /profile (\S+)/.exec(title)?.[1] ?? 'generic';
      const isSandbox = command.includes('--sandbox');
      const where = isSandbox ? '' : `, baseUrl: "http://${title.split(' ')[0]}/scim/v2"`;
      writeFileSync(join(dir, 'rollcall.yaml'), `service: { profile: ${profile}${where} }\n`);
      const args = [...command.replace('$ rollcall ', '').split(' '), '--dir', dir];
      const { stdout, code } = await runCli(args);
      assert.equal(steady(`${command}\n${stdout}`), steady(screen));
      assert.equal(code, isSandbox ? 0 : 1);
    });
  }
});

/** Without what differs from run to run. */
function steady(screen: string): string {
  return screen.replace(/\d+ ms/g, 'n ms').replace(/\d+ requests left for \d+ s/g, 'n requests left for n s');
}
