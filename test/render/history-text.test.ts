import assert from 'node:assert/strict';
import type { RunHistory } from '../../src/model/history/run-history.ts';
import { renderRun, renderRuns } from '../../src/render/history-text.ts';
import { PLAIN } from '../../src/render/text/style.ts';

const RUN: RunHistory = {
  run: '2027-06-30T12-00-00.000Z',
  time: '2027-06-30T12:00:00.000Z',
  tool: 'rollcall 0.1.0',
  target: 'https://scim.example.com',
  profile: 'generic',
  environment: null,
  digest: 'd',
  planned: 4,
  end: 'killed',
  changes: [
    { key: 'user:ada', action: 'create', result: 'done', requests: 1, because: null, correlationIds: ['a'] },
    {
      key: 'user:bob\u001b[2J',
      action: 'update',
      result: 'failed',
      requests: 12,
      because: 'no',
      correlationIds: ['b', 'c'],
    },
    { key: 'group:計算', action: 'update', result: 'not kept', requests: 1, because: 'title', correlationIds: [] },
  ],
};

describe('past applies, for people to read', () => {
  it('are listed one a line', () => {
    assert.equal(
      renderRuns([RUN], PLAIN),
      [
        'RUN                       END     DONE    TARGET',
        '2027-06-30T12-00-00.000Z  killed  1 of 4  https://scim.example.com',
      ].join('\n'),
    );
  });

  it('are shown a change a line, with the reason, the id for the service and what is missing', () => {
    assert.equal(
      renderRun(RUN, PLAIN),
      [
        '2027-06-30T12-00-00.000Z · https://scim.example.com · rollcall 0.1.0',
        '',
        'RESULT    ACTION  KEY           REQUESTS  REMARK',
        'done      create  user:ada      1',
        'failed    update  user:bob␛[2J  12        no (correlation id c)',
        'not kept  update  group:計算    1         title',
        '',
        'It has no end: it was killed, or it runs still. Run rollcall plan to see what is left.',
        '1 of 4 changes were not begun.',
      ].join('\n'),
    );
  });

  it('may be none', () => {
    assert.equal(renderRuns([], PLAIN), 'No apply was run here in the last 30 days.');
  });
});
