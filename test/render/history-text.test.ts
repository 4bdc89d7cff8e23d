import assert from 'node:assert/strict';
import type { RunHistory } from '../../src/model/history/run-history.ts';
import { shownHistory } from '../../src/render/hidden/hidden-history.ts';
import { renderRunMarkdown } from '../../src/render/history-markdown.ts';
import { renderRun, renderRuns } from '../../src/render/history-text.ts';
import { ENDLESS_PAGE, USUAL_PAGE } from '../../src/render/text/page.ts';
import { PLAIN } from '../../src/render/text/style.ts';

const RUN: RunHistory = {
  run: '2027-06-30T12-00-00.000Z',
  time: '2027-06-30T12:00:00.000Z',
  tool: 'rollcall 0.1.0',
  target: 'https://scim.example.com',
  profile: 'generic',
  environment: null,
  digest: 'd',
  id: '3f2a'.repeat(16),
  origin: { actor: 'grace', commit: '77ab'.repeat(10) },
  planned: 4,
  end: 'killed',
  changes: [
    {
      key: 'user:ada',
      action: 'create',
      result: 'done',
      requests: 1,
      because: null,
      correlationIds: ['a'],
      planned: {
        edits: [{ label: 'title', kind: 'replace', before: 'Engineer', after: 'Lead' }],
        joining: ['carl'],
        leaving: ['dora', 'eve'],
      },
    },
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
      renderRuns([RUN], PLAIN, ENDLESS_PAGE),
      [
        'RUN                       END     DONE    BY     COMMIT        TARGET',
        '2027-06-30T12-00-00.000Z  killed  1 of 4  grace  77ab77ab77ab  https://scim.example.com',
      ].join('\n'),
    );
  });

  it('are shown a change a line, with the reason, the id for the service, the values and what is missing', () => {
    assert.equal(
      renderRun(RUN, PLAIN, ENDLESS_PAGE),
      [
        '2027-06-30T12-00-00.000Z · https://scim.example.com · by grace · commit 77ab77ab77ab · plan id 3f2a3f2a3f2a · rollcall 0.1.0',
        '',
        'RESULT    ACTION  REQUESTS  KEY           REMARK',
        'done      create  1         user:ada',
        'failed    update  12        user:bob␛[2J  no (correlation id c)',
        'not kept  update  1         group:計算    title',
        '',
        'user:ada',
        '  ~ title: "Engineer" → "Lead"',
        '  + member carl',
        '  - member dora',
        '  - member eve',
        '',
        'It has no end: it was killed, or it runs still. Run rollcall plan to see what is left.',
        '1 of 4 changes were not begun.',
      ].join('\n'),
    );
  });

  it('fit 80 columns: what is wider stands on a line of its own', () => {
    const because = 'the service gave no reason for this, and says so at some length to whoever asks';
    const changes = RUN.changes.map((change) => ({ ...change, because }));
    const run = { ...RUN, target: 'https://scim.subsidiary.example.com/scim/v2', changes };
    const [list, one] = [renderRuns([run], PLAIN, USUAL_PAGE), renderRun(run, PLAIN, USUAL_PAGE)];
    assert.match(list, / 77ab77ab77ab\n {4}https:\/\/scim\.subsidiary\.example\.com\/scim\/v2$/u);
    assert.match(
      one,
      /\nfailed {4}update {2}12 {8}user:bob\S+\n {4}the service gave no reason .*\n {4}.*\(correlation id c\)\n/u,
    );
    for (const line of `${list}\n${one}`.split('\n')) assert.ok(line.length <= 80, line);
  });

  it('are shown on a pull request, what is not done first, and without values where none are wanted', () => {
    const [all, none] = [renderRunMarkdown(RUN), renderRunMarkdown(shownHistory(RUN, 'none'))];
    assert.match(all, /\*\*killed: 1 of 4 changes\*\*/u);
    assert.ok(all.indexOf('failed: update') < all.indexOf('done: create'));
    assert.match(all, /```diff\n~ title: "Engineer" → "Lead"\n\+ member carl\n- member dora\n- member eve\n```/u);
    assert.match(none, /```diff\n~ title\n\+ 1 member\n- 2 members\n```/u);
    for (const value of ['Lead', 'Engineer', 'carl', 'dora']) assert.ok(!none.includes(value), value);
  });

  it('fit into a comment, and name nobody without need whom no file names', () => {
    const [change] = RUN.changes;
    const planned = { edits: [], joining: [], leaving: [], undeclared: true } as const;
    const changes = Array.from({ length: 2000 }, (_, n) => ({ ...change, key: `user:somebody-${n}`, planned }));
    const run = { ...RUN, changes } as RunHistory;
    const all = renderRunMarkdown(run);
    assert.ok(Buffer.byteLength(all) <= 60_000);
    const shown = all.match(/done: create/gu)?.length ?? 0;
    assert.match(all, new RegExp(`… and ${2000 - shown} more`, 'u'));
    assert.ok(!renderRunMarkdown(shownHistory(run, 'none')).includes('somebody'));
  });

  it('may be none', () => {
    assert.equal(renderRuns([], PLAIN, ENDLESS_PAGE), 'No apply was run here in the last 30 days.');
  });
});
