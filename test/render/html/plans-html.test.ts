import assert from 'node:assert/strict';
import { sha256Base64 } from '../../../src/cli/files/sha256.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { shownPlan } from '../../../src/render/hidden/hidden-plan.ts';
import { type PageOutcome, renderPlansHtml } from '../../../src/render/html/plans-html.ts';
import { planOf } from '../../support/planning.ts';

const here = planOf({
  users: [{ attributes: { userName: 'ada' } }, { attributes: { userName: 'gone' }, state: 'absent' }],
  groups: [{ attributes: { displayName: 'Staff' }, members: ['ada'] }],
  current: { users: [{ id: '1', userName: 'gone' }] },
  guards: { maxRemovals: 0 },
});
const there = planOf({
  users: [{ attributes: { userName: 'ada', title: 'Secret title' } }, { attributes: { userName: 'bob' } }],
  groups: [{ attributes: { displayName: 'Staff' }, members: ['bob'] }],
});
const NOWHERE: PageOutcome = {
  environment: 'down',
  result: { kind: 'failed', reason: 'GET <https://down.example.com> found nobody.' },
  run: {},
  files: new Map(),
};

function planned(environment: string, plan: Plan): PageOutcome {
  return { environment, plan, result: { kind: 'planned' }, run: { file: `${environment}.json` }, files: new Map() };
}

const page = (outcomes: readonly PageOutcome[], id?: string) => renderPlansHtml(outcomes, id, sha256Base64);
const TEXT = page([planned('here', here), NOWHERE, planned('there', there)]);

describe('the plans of several environments as a page', () => {
  it('begins with the table of all, of which those without a plan lead nowhere and say why', () => {
    const table = TEXT.slice(TEXT.indexOf('<table>'), TEXT.indexOf('</table>'));
    assert.deepEqual(
      [...table.matchAll(/<th scope="row">(.*?)<\/th>/gu)].map(([, cell]) => cell),
      ['<a href="#e0">here</a>', 'down', '<a href="#e1">there</a>'],
    );
    assert.match(table, /<tr class="bad">.*failed: GET &#60;https:\/\/down\.example\.com&#62; found nobody\./u);
    assert.ok(TEXT.indexOf('</table>') < TEXT.indexOf('class="plan"'));
  });

  it('names nothing twice, and every link leads somewhere', () => {
    const ids = [...TEXT.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    assert.deepEqual([...new Set(ids)], ids);
    const links = [...TEXT.matchAll(/href="#([^"]+)"/gu)].map(([, id]) => id);
    assert.ok(links.length > 4);
    assert.deepEqual(
      links.filter((link) => !ids.includes(link)),
      [],
    );
  });

  it('shows each plan under its own heading, the riskiest change first, with the command that applies it alone', () => {
    const [, first = '', second = ''] = TEXT.split('<section class="plan"');
    assert.match(first, /<h2>here<\/h2>/u);
    assert.deepEqual(
      [...first.matchAll(/<h3>(\w+)/gu)].map(([, title]) => title),
      ['Removals', 'Creations'],
    );
    assert.match(first, /<code>rollcall apply here\.json --allow removals=1<\/code>/u);
    assert.match(second, /<h2>there<\/h2>/u);
    assert.doesNotMatch(second, /Refused/u);
  });

  it('knows a group of one name in several as one, and who joins it in which of them', () => {
    const groupsOf = (place: number, name: string) => {
      const section = TEXT.split('<section class="plan"')[place + 1] ?? '';
      return new RegExp(`data-a="create" data-t="user"([^>]*)>[^\\n]*<strong>${name}</strong>`, 'u').exec(section)?.[1];
    };
    assert.match(groupsOf(0, 'ada') ?? '', / data-g="0"/u);
    assert.doesNotMatch(groupsOf(1, 'ada') ?? '', / data-g=/u);
    assert.match(groupsOf(1, 'bob') ?? '', / data-g="0"/u);
  });

  it('shows the id of all, unless nothing is to be applied', () => {
    const id = 'f'.repeat(64);
    assert.match(page([planned('there', there)], id), new RegExp(`Id of all plans <code class="id">${id}</code>`, 'u'));
    const none = page([planned('a', planOf({})), planned('b', planOf({}))], id);
    assert.ok(!none.includes(id) && !none.includes('id="tools"'));
    assert.equal(none.match(/No changes\./gu)?.length, 2);
  });

  it('shows no value where none is wanted', () => {
    assert.ok(TEXT.includes('Secret title'));
    assert.ok(!page([planned('there', shownPlan(there, 'none'))]).includes('Secret title'));
  });
});
