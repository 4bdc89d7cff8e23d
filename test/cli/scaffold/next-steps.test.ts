import assert from 'node:assert/strict';
import { GITLAB_PIPELINE } from '../../../src/cli/scaffold/gitlab/gitlab-pipeline.ts';
import { nextSteps } from '../../../src/cli/scaffold/next-steps.ts';
import { PROFILES } from '../../../src/profiles/profiles.ts';

describe('the next steps after init', () => {
  it('fit a terminal of 80 columns, whatever the service and the workflow', () => {
    for (const profile of PROFILES.values()) {
      const text = nextSteps(
        { dir: '.', profile, region: undefined, ci: 'gitlab' },
        { written: [], kept: [GITLAB_PIPELINE], notIgnored: [] },
      );
      assert.match(text, /rollcall doctor/u);
      for (const line of text.split('\n')) assert.ok(line.length <= 80, line);
    }
  });
});
