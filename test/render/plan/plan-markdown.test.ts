import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diagnostic } from '../../../src/diagnostics/make-diagnostic.ts';
import { shownPlan } from '../../../src/render/hidden/hidden-plan.ts';
import { renderPlanMarkdown } from '../../../src/render/plan/plan-markdown.ts';
import { renderPlanText } from '../../../src/render/plan/plan-text.ts';
import { fenced, htmlCode, markdownText } from '../../../src/render/text/markdown-text.ts';
import { ENDLESS_PAGE } from '../../../src/render/text/page.ts';
import { PLAIN } from '../../../src/render/text/style.ts';
import { crowdedPlan } from '../../support/crowded-plan.ts';
import { planOf, type UserSketch } from '../../support/planning.ts';

const NASTY = '</summary><script>@everyone #1 ``` | **x** [a](javascript:b) $x$ ![i](j)';

/** Without what may hold anything: fenced blocks and the content of code elements. */
function outsideCode(markdown: string): string {
  return markdown.replace(/^(`{3,})diff\n.*?\n\1$/gms, '').replace(/<code>[^<]*<\/code>/g, '');
}

const users: readonly UserSketch[] = [
  { attributes: { userName: 'ada@example.com', title: 'Analyst', active: false } },
  { attributes: { userName: NASTY, displayName: NASTY, emails: [{ value: NASTY }] } },
  { attributes: { userName: 'gone@example.com' }, state: 'absent' },
];
const world = {
  users,
  groups: [{ attributes: { displayName: 'Staff' }, members: ['ada@example.com', NASTY] }],
  current: {
    users: [
      { id: 'u1', userName: 'ada@example.com', title: 'Programmer', active: true },
      { id: 'u2', userName: 'gone@example.com' },
    ],
    groups: [{ id: 'g1', displayName: 'Staff', members: [{ value: 'u2' }] }],
  },
};

describe('a plan as Markdown', () => {
  const plan = planOf(world);

  it('begins with where, how much and what is removed', () => {
    const text = renderPlanMarkdown(plan);
    assert.match(
      text,
      /^### scim\\\.example\\\.com · profile generic\n\n\*\*Plan: 1 to create, 1 to update, 1 to deactivate, 1 to delete\.\*\*\n/u,
    );
    assert.match(
      text,
      /\| delete \| 1 \| 0 \|\n\| deactivate \| 1 \| 0 \|\n\| update \| 0 \| 1 \|\n\| create \| 1 \| 0 \|/u,
    );
    const order = [
      '#### Removals (2)',
      'deactivate user',
      '#### Members (1)',
      'update group',
      '#### Creations (1)',
      'create user',
    ];
    const places = order.map((part) => text.indexOf(part));
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
    assert.ok(!places.includes(-1));
  });

  it('names no id where the plan holds errors, since nothing applies it', () => {
    const error = diagnostic('RC1514', 'It fits nothing.');
    assert.doesNotMatch(renderPlanMarkdown({ ...plan, diagnostics: [error] }), /Plan id/u);
  });

  it('names the whole id, which --expect takes', () => {
    assert.match(renderPlanMarkdown(shownPlan(plan, 'none')), new RegExp(`\nPlan id \`${plan.id}\`\n`, 'u'));
  });

  it('folds each resource to the very lines of the text view', () => {
    const lines = renderPlanMarkdown(plan).split('\n');
    const detail = renderPlanText(plan, PLAIN, {}, ENDLESS_PAGE)
      .split('\n')
      .filter((line) => line.startsWith('      '));
    assert.ok(detail.length > 5);
    for (const line of detail) assert.ok(lines.includes(line.slice(6)), line);
  });

  it('shows no value, neither of attributes nor of members, where none is wanted', () => {
    const text = renderPlanMarkdown(shownPlan(plan, 'none'));
    for (const value of ['Analyst', 'Programmer', 'true', 'false']) assert.ok(!text.includes(value), value);
    assert.match(text, /\n~ title\n/u);
    assert.match(text, /\n\+ emails\n/u);
    assert.match(text, /\n\+ 2 members\n- 1 member\n/u);
    assert.ok(!/[+-] \d members?:/u.test(text));
  });

  it('lets nothing from files or the service format, link, call or leave its place', () => {
    const text = outsideCode(renderPlanMarkdown(plan));
    for (const part of ['<script', 'javascript', '@everyone', '](', '**x']) assert.ok(!text.includes(part), part);
    assert.deepEqual(
      new Set(text.match(/<\/?[a-z]+/g)),
      new Set(['<details', '<summary', '</summary', '</details', '<p', '</p', '<br']),
    );
  });

  it('lets no name of the service break out of a list of equal changes', () => {
    const names = ['a', 'b', 'evil\n```\n<b>', '\u202Eevil'];
    const text = renderPlanMarkdown(
      planOf({
        users: [{ attributes: { userName: 'ada' } }],
        ownership: { users: ['userName pr', 'delete'] },
        current: { users: ['ada', ...names].map((userName, index) => ({ id: `u${index}`, userName })) },
      }),
    );
    assert.match(text, /delete 4 users/u);
    assert.doesNotMatch(text, /\n```\n<b>|\u202E/u);
  });

  it('says what is refused and what is wrong before all changes', () => {
    const errors = planOf({
      ...world,
      groups: [{ attributes: { displayName: 'Staff' }, members: ['nobody@example.com'] }],
    });
    const text = renderPlanMarkdown(errors);
    assert.match(text, /> \[!CAUTION\]\n> error RC\d+ at groups\\\.yaml\\:1\\: /u);
    assert.ok(text.indexOf('[!CAUTION]') < text.indexOf('#### '));
    assert.ok(!renderPlanMarkdown(shownPlan(errors, 'none')).includes('nobody'));
  });

  it('says once what is wrong in many places, and of whom', () => {
    const groups = [1, 2, 3, 4].map((n) => ({ attributes: { displayName: `G${n}` }, members: ['nobody@x', 'none@x'] }));
    const text = renderPlanMarkdown(planOf({ groups }));
    assert.equal(text.match(/error RC1506/gu)?.length, 2);
    assert.match(text, /The user nobody@<!-- -->x is .*\n> The same in 4 places/u);
  });

  it('is never longer than 60,000 bytes, counts what does not fit, and says so in its first line', () => {
    const many = Array.from({ length: 900 }, (_, index) => ({
      attributes: { userName: `ü${index}@example.com`, title: 'ü'.repeat(100) },
    }));
    const text = renderPlanMarkdown(planOf({ users: many }));
    const bytes = Buffer.byteLength(text);
    assert.ok(bytes <= 60_000 && bytes > 55_000, String(bytes));
    const named = text.match(/<p>/g)?.length ?? 0;
    const left = 900 - named - (text.match(/<details>/g)?.length ?? 0);
    assert.match(text, new RegExp(`\\*\\*… and ${left} more changes\\*\\*, which do not fit here\\.\n$`, 'u'));
    const [first = ''] = text.split('\n');
    assert.ok(first.includes(`CUT\\: ${left} changes only counted`), first);
    assert.match(first, /\\-\\-format html shows all$/u);
  });

  for (const size of [3, 300, 5000]) {
    it(`shows the sensitive join and every touched group among ${size} changes`, () => {
      const crowd = crowdedPlan(size);
      for (const values of ['all', 'none'] as const) {
        const text = renderPlanMarkdown(shownPlan(crowd.plan, values));
        assert.ok(Buffer.byteLength(text) <= 60_000, String(Buffer.byteLength(text)));
        assert.match(text, /^Groups: \*\*<code>global-admins<\/code> \+1 −0 sensitive\*\*/mu);
        for (const name of crowd.groups) assert.ok(text.includes(`<code>${name}</code> +`), name);
        assert.ok(text.includes('#### Sensitive changes (1)'));
      }
      assert.match(renderPlanMarkdown(crowd.plan), /\n! sensitive: who joins\n\+ 1 member: mallory@example\.com\n/u);
      assert.equal(renderPlanMarkdown(crowd.plan).includes('CUT'), size === 5000);
    });
  }

  it('gives up the least risky first, and the sensitive last', () => {
    const { plan: crowd } = crowdedPlan(5000);
    const text = renderPlanMarkdown(crowd);
    for (const { resource } of crowd.changes.filter(({ action }) => action === 'delete')) {
      assert.ok(text.includes(`\n  ${resource.name}\n`), resource.name);
    }
    assert.ok(text.indexOf('#### Removals') < text.indexOf('#### Sensitive changes'));
    assert.match(text, /#### Creations \(\d{4}\)\n\n<details>/u);
  });

  it('tells equal changes once, with the names of all', () => {
    const { plan: crowd } = crowdedPlan(300);
    const text = renderPlanMarkdown(crowd);
    const titles = crowd.changes.filter(({ edits }) => edits.some(({ before }) => before === 'Engineer'));
    const block = text.split('<details>').find((part) => part.includes('"Engineer" → "Engineer II"')) ?? '';
    assert.ok(block.includes(`update ${titles.length} users · <code>users.yaml</code>`));
    for (const { resource } of titles) assert.ok(block.includes(`\n  ${resource.name}\n`));
  });

  it('holds everything where it is to be whole', () => {
    const { plan: crowd } = crowdedPlan(5000);
    const text = renderPlanMarkdown(crowd, {}, true);
    assert.ok(!text.includes('CUT'));
    const words = new Set(text.split(/[\s<>]+/u));
    for (const { resource } of crowd.changes) assert.ok(words.has(resource.name), resource.name);
  });

  it('says so where nothing changes', () => {
    const text = renderPlanMarkdown(shownPlan(planOf({}), 'none'));
    assert.equal(text, '### scim\\.example\\.com · profile generic\n\n**No changes.**\n');
  });
});

describe('text in Markdown', () => {
  it('keeps a fence closed whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('`', '~', 'a', ' ') })), (lines) => {
        const [first = '', ...rest] = fenced('diff', lines).split('\n');
        const fence = first.replace('diff', '');
        assert.equal(
          rest.findIndex((line) => line.trim() === fence),
          rest.length - 1,
        );
      }),
      { seed: 1 },
    );
  });

  it('leaves no sign that formats, opens HTML or calls somebody', () => {
    assert.equal(markdownText('a_b *c* <d> @e #1 &amp;'), 'a\\_b \\*c\\* &lt;d&gt; @<!-- -->e #<!-- -->1 &amp;amp;');
    assert.equal(htmlCode('a"<b>&\n'), '<code>a&quot;&lt;b&gt;&amp;␊</code>');
  });
});
