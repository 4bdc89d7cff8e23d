import assert from 'node:assert/strict';
import { runCli } from '../support/cli-run.ts';

describe('rollcall explain', () => {
  it('prints cause and cure of a code, however it is written', async () => {
    const { code, stdout } = await runCli(['explain', 'RC1205']);
    assert.equal(code, 0);
    assert.match(stdout, /^RC1205: secret written in a file\n\nCause: .*\n[\s\S]*Cure: {2}Put the secret/);
    for (const written of ['rc1205', '1205']) assert.equal((await runCli(['explain', written])).stdout, stdout);
  });

  it('says which code may be meant, and exits with 1', async () => {
    const { code, stderr } = await runCli(['explain', 'RC11O1']);
    assert.equal(code, 1);
    assert.match(stderr, /there is no diagnostic RC11O1\. Did you mean "RC1101"\?/);
    assert.doesNotMatch(stderr, /\n {4}at /);
  });
});
