import assert from 'node:assert/strict';
import { sha256Base64 } from '../../../src/cli/files/sha256.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { renderPlanHtml } from '../../../src/render/html/plan-html.ts';
import { renderPlansHtml } from '../../../src/render/html/plans-html.ts';
import { browserPages, type OpenPage } from '../../support/browser-pages.ts';
import { crowdedPlan } from '../../support/crowded-plan.ts';
import { planOf } from '../../support/planning.ts';

const EVIL = `"'><script>window.pwned = 1; alert(1)</script><img src="https://evil.example/x" onerror="alert(2)"><style>@import "https://evil.example/y"</style>`;

/** What a reader of the page sees. */
const VISIBLE = `[...document.querySelectorAll('.change')].filter((one) => one.checkVisibility()).map((one) => one.id)`;

describe('a page of a plan in a browser', function () {
  this.timeout(60_000);
  const open = browserPages();
  /** Opens the page of a plan; undefined without a browser. */
  const opened = (plan: Plan, options?: Parameters<OpenPage>[1]) =>
    open(renderPlanHtml(plan, { run: {}, files: new Map(), sha256: sha256Base64 }), options);

  it('opens 5,000 changes in less than two seconds, and finds one of them', async () => {
    const page = await opened(crowdedPlan(5000).plan);
    if (page === undefined) return;
    assert.equal(await page.evaluate(`document.getElementById('shown').textContent`), '5000 changes');
    const seconds = await page.seconds();
    assert.ok(seconds < 2, `${seconds} s`);
    await page.evaluate(`(() => {
      const search = document.getElementById('search');
      search.value = 'Engineer-77@ ii';
      search.form.requestSubmit();
    })()`);
    assert.equal(await page.evaluate(`document.getElementById('shown').textContent`), '1 of 5000 changes');
    assert.equal(
      await page.evaluate(
        `[...document.querySelectorAll('li[data-item]:not([hidden])')].filter((one) => one.closest('.change:not([hidden])')).map((one) => one.textContent).join()`,
      ),
      'engineer-77@example.com',
    );
  });

  it('asks for nothing but itself and runs nothing, whatever names and values hold', async () => {
    const page = await opened(
      planOf({
        users: [
          { attributes: { userName: EVIL, title: EVIL, emails: [{ value: EVIL, type: EVIL }] } },
          { attributes: { userName: 'ada', title: EVIL } },
        ],
        groups: [{ attributes: { displayName: EVIL }, members: [EVIL, 'nobody'], rule: 'title pr' }],
        current: {
          users: [{ id: '1', userName: 'ada', title: 'x' }],
          groups: [{ id: 'g', displayName: EVIL, members: [] }],
        },
        guards: { maxChanges: 0, sensitive: [`group:*`] },
      }),
    );
    if (page === undefined) return;
    assert.deepEqual(page.incidents, []);
    assert.equal(page.requests.length, 1, page.requests.join(' '));
    assert.equal(await page.evaluate(`String(window.pwned)`), 'undefined');
    assert.equal(await page.evaluate(`document.querySelectorAll('script, img, style, link, iframe').length`), 2);
    assert.ok(
      String(await page.evaluate(`document.querySelector('.change strong').textContent`)).startsWith(`"'><script>`),
    );
  });

  it('filters by action, type, group and file, and unfolds all', async () => {
    const page = await opened(
      planOf({
        users: [
          { attributes: { userName: 'new' } },
          { attributes: { userName: 'ada', title: 'Lead' } },
          { attributes: { userName: 'gone' }, state: 'absent' },
        ],
        groups: [
          { attributes: { displayName: 'Staff' }, members: ['ada'] },
          { attributes: { displayName: 'Crew' }, members: ['new'] },
        ],
        current: {
          users: [
            { id: '1', userName: 'ada' },
            { id: '2', userName: 'gone' },
          ],
          groups: [],
        },
      }),
    );
    if (page === undefined) return;
    const choose = (name: string, label: string) =>
      page.evaluate(`(() => {
        document.getElementById('tools').reset();
        const select = document.querySelector('select[name=${name}]');
        select.value = [...select.options].find(({ text }) => text === '${label}').value;
        select.dispatchEvent(new Event('change'));
        return ${VISIBLE}.map((id) => document.querySelector('#' + id + ' strong').textContent).join();
      })()`);
    assert.equal(await choose('a', 'delete'), 'gone');
    assert.equal(await choose('t', 'group'), 'Staff,Crew');
    assert.equal(await choose('g', 'Crew'), 'Crew,new');
    assert.equal(await choose('f', 'users.yaml'), 'gone,new,ada');
    await page.evaluate(`document.getElementById('unfold').click()`);
    assert.equal(await page.evaluate(`document.querySelectorAll('details.change:not([open])').length`), 0);
  });

  it('goes through the plans of several environments, and shows one of them, or what of each fits', async () => {
    const files = new Map();
    const outcomes = ['here', 'there'].map((environment) => {
      const plan = planOf({ users: [{ attributes: { userName: 'ada' } }, { attributes: { userName: environment } }] });
      return { environment, plan, result: { kind: 'planned' } as const, run: {}, files };
    });
    const idle = { environment: 'idle', plan: planOf({}), result: { kind: 'planned' } as const, run: {}, files };
    const page = await open(renderPlansHtml([...outcomes, idle], undefined, sha256Base64));
    if (page === undefined) return;
    const shown = (action: string) =>
      page.evaluate(`(() => {
        const tools = document.getElementById('tools');
        const filter = tools.querySelector('select[name=e]');
        const search = document.getElementById('search');
        ${action}
        filter.dispatchEvent(new Event('change'));
        const visible = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
        const names = visible('.plan > h2, .change strong').map((one) => one.textContent);
        return names.join(' ') + ': ' + document.getElementById('shown').textContent;
      })()`);
    assert.equal(await shown(''), 'here ada here there ada there idle: 4 changes');
    assert.equal(await shown(`filter.value = '1'`), 'there ada there: 2 of 4 changes');
    assert.equal(await shown(`filter.value = '2'`), 'idle: 0 of 4 changes');
    assert.equal(await shown(`filter.value = ''; search.value = 'ada'`), 'here ada there ada: 2 of 4 changes');
    assert.equal(await shown(`filter.value = '0'`), 'here ada: 1 of 4 changes');
    await page.evaluate(`new Promise((done) => {
      addEventListener('hashchange', () => setTimeout(done));
      document.querySelector('a[href="#e1"]').click();
    })`);
    assert.equal(await shown(''), 'here ada here there ada there idle: 4 changes');
  });

  it('is used by keyboard: a slash searches, and Enter unfolds what has the focus', async () => {
    const page = await opened(crowdedPlan(300).plan);
    if (page === undefined) return;
    await page.press('/', 191);
    assert.equal(await page.evaluate('document.activeElement.id'), 'search');
    await page.evaluate(`document.querySelector('section:last-child .change summary').focus()`);
    assert.equal(await page.evaluate('document.activeElement.parentElement.open'), false);
    await page.press('Enter', 13);
    assert.equal(await page.evaluate('document.activeElement.parentElement.open'), true);
  });

  it('is read without scripts', async () => {
    const { plan } = crowdedPlan(300);
    const page = await opened(plan, { withoutScripts: true });
    if (page === undefined) return;
    assert.equal(await page.evaluate(`document.getElementById('tools').checkVisibility()`), false);
    const text = String(await page.evaluate('document.body.textContent'));
    for (const { resource } of plan.changes) assert.ok(text.includes(resource.name));
  });
});
