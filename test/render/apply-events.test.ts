import assert from 'node:assert/strict';
import type { ApplyEvent } from '../../src/model/apply-event.ts';
import type { Finding } from '../../src/model/finding.ts';
import { renderApplyEvent, renderApplySummary, renderBesides } from '../../src/render/apply-events.ts';
import { PLAIN } from '../../src/render/text/style.ts';

function done(key: string, action: 'create' | 'update' | 'reactivate' | 'deactivate' | 'delete'): ApplyEvent {
  return { event: 'change-done', key, action, id: '1' };
}

const FINISHED: ApplyEvent = {
  event: 'finished',
  done: 0,
  failed: 0,
  skipped: 0,
  notKept: 0,
  notProven: 0,
  verified: true,
};

const TITLE: readonly Finding[] = [{ kind: 'different', attribute: 'title', expected: 'Countess', found: 'Miss' }];

describe('showing how an apply goes', () => {
  it('gives each outcome a line', () => {
    const failure = { summary: 'the service says no', detail: 'Ask it.' };
    const lines = [
      done('user:ada', 'create'),
      { event: 'change-failed', key: 'user:bob', action: 'update', failure },
      { event: 'change-skipped', key: 'group:Staff', action: 'delete', because: 'needs user:bob, which failed' },
      { event: 'not-kept', key: 'user:ada', attributes: ['title', 'nickName'], findings: TITLE },
    ] satisfies ApplyEvent[];
    assert.deepEqual(
      lines.map((event) => renderApplyEvent(event, PLAIN)),
      [
        '✓ user:ada: created',
        '✗ user:bob: not updated: the service says no',
        '- group:Staff: not deleted: needs user:bob, which failed',
        '! user:ada: the service did not keep title, nickName: title is "Miss" instead of "Countess"',
      ],
    );
  });

  it('prints nothing that a terminal would obey or hide, wherever it comes from', () => {
    const evil = '\u001b[2J\u0007\r\n\u202e\u2066\u200b\u2028\u0085';
    const events = [
      done(evil, 'create'),
      { event: 'change-failed', key: evil, action: 'update', failure: { summary: evil, detail: evil } },
      { event: 'change-skipped', key: evil, action: 'delete', because: evil },
      {
        event: 'not-kept',
        key: evil,
        attributes: [evil],
        findings: [{ kind: 'gone', attribute: evil, expected: evil }],
      },
      { event: 'lost', key: evil, findings: [{ kind: 'gone', attribute: 'members', member: evil }] },
      { event: 'twins', key: evil, id: evil, others: [evil] },
      { event: 'not-read', key: evil, failure: { summary: evil, detail: evil } },
      { event: 'besides', key: evil, findings: [{ kind: 'came', attribute: evil, found: { value: evil } }] },
    ] satisfies ApplyEvent[];
    const lines = [
      ...events.map((event) => renderApplyEvent(event, PLAIN)),
      renderApplySummary(events, PLAIN),
      ...renderBesides(events, PLAIN),
    ];
    assert.doesNotMatch(lines.join('').replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  it('is silent about what only programs want to know', () => {
    assert.equal(renderApplyEvent({ event: 'started', changes: 3 }, PLAIN), undefined);
    assert.equal(renderApplyEvent({ event: 'change-started', key: 'user:ada', action: 'create' }, PLAIN), undefined);
    assert.equal(renderApplyEvent(FINISHED, PLAIN), undefined);
  });

  it('sums up what was done', () => {
    const events = [done('a', 'create'), done('b', 'create'), done('c', 'update'), done('d', 'delete'), FINISHED];
    assert.equal(renderApplySummary(events, PLAIN), 'Applied: 2 created, 1 updated, 0 deactivated, 1 deleted.');
  });

  it('speaks of reactivation only where there was any', () => {
    assert.equal(
      renderApplySummary([done('a', 'reactivate'), FINISHED], PLAIN),
      'Applied: 0 created, 0 updated, 1 reactivated, 0 deactivated, 0 deleted.',
    );
  });

  it('lists what is not as planned, with the reason and what to do, before the numbers', () => {
    const failure = { summary: 'the service says no', detail: 'Ask it.' };
    const events: readonly ApplyEvent[] = [
      done('user:ada', 'create'),
      { event: 'not-kept', key: 'user:ada', attributes: ['title'], findings: TITLE },
      { event: 'change-failed', key: 'user:bob', action: 'update', failure },
      { event: 'change-skipped', key: 'group:Staff', action: 'update', because: 'needs user:bob, which failed' },
      { event: 'finished', done: 1, failed: 1, skipped: 1, notKept: 1, notProven: 0, verified: true },
    ];
    assert.deepEqual(renderApplySummary(events, PLAIN).split('\n'), [
      '! user:ada: the service did not keep title: title is "Miss" instead of "Countess"',
      '✗ user:bob: not updated: the service says no',
      '    Ask it.',
      '- group:Staff: not updated: needs user:bob, which failed',
      '',
      'Sent, not proven: 1 created, 0 updated, 0 deactivated, 0 deleted, 1 failed, 1 skipped, 1 not kept.',
    ]);
  });
});
