import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renderPlanMarkdown } from '../../../src/render/plan/plan-markdown.ts';
import { renderPlanText } from '../../../src/render/plan/plan-text.ts';
import { fenced, htmlCode, markdownText } from '../../../src/render/text/markdown-text.ts';
import { PLAIN } from '../../../src/render/text/style.ts';
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
    const text = renderPlanMarkdown(plan, 'all');
    assert.match(
      text,
      /^### scim\\\.example\\\.com · profile generic\n\n\*\*Plan: 1 to create, 1 to update, 1 to deactivate, 1 to delete\.\*\*\n/u,
    );
    assert.match(
      text,
      /\| delete \| 1 \| 0 \|\n\| deactivate \| 1 \| 0 \|\n\| update \| 0 \| 1 \|\n\| create \| 1 \| 0 \|/u,
    );
    const order = ['#### Removals', 'deactivate user', '#### Other changes', 'create user', 'update group'];
    const places = order.map((part) => text.indexOf(part));
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
    assert.ok(!places.includes(-1));
  });

  it('folds each resource to the very lines of the text view', () => {
    const lines = renderPlanMarkdown(plan, 'all').split('\n');
    const detail = renderPlanText(plan, PLAIN)
      .split('\n')
      .filter((line) => line.startsWith('      '));
    assert.ok(detail.length > 5);
    for (const line of detail) assert.ok(lines.includes(line.slice(6)), line);
  });

  it('shows no value, neither of attributes nor of members, where none is wanted', () => {
    const text = renderPlanMarkdown(plan, 'none');
    for (const value of ['Analyst', 'Programmer', 'true', 'false']) assert.ok(!text.includes(value), value);
    assert.match(text, /\n~ title\n/u);
    assert.match(text, /\n\+ emails\n/u);
    assert.match(text, /\n\+ 2 members\n- 1 member\n/u);
    assert.ok(!/[+-] \d members?:/u.test(text));
  });

  it('lets nothing from files or the service format, link, call or leave its place', () => {
    const text = outsideCode(renderPlanMarkdown(plan, 'all'));
    for (const part of ['<script', 'javascript', '@everyone', '](', '**x']) assert.ok(!text.includes(part), part);
    assert.deepEqual(
      new Set(text.match(/<\/?[a-z]+/g)),
      new Set(['<details', '<summary', '</summary', '</details', '<p', '</p', '<br']),
    );
  });

  it('says what is refused and what is wrong before all changes', () => {
    const errors = planOf({
      ...world,
      groups: [{ attributes: { displayName: 'Staff' }, members: ['nobody@example.com'] }],
    });
    const text = renderPlanMarkdown(errors, 'all');
    assert.match(text, /> \[!CAUTION\]\n> error RC\d+ at groups\\\.yaml\\:1\\: /u);
    assert.ok(text.indexOf('[!CAUTION]') < text.indexOf('#### '));
    assert.ok(!renderPlanMarkdown(errors, 'none').includes('nobody'));
  });

  it('is never longer than 60,000 bytes, and counts what does not fit', () => {
    const many = Array.from({ length: 900 }, (_, index) => ({
      attributes: { userName: `ü${index}@example.com`, title: 'ü'.repeat(100) },
    }));
    const text = renderPlanMarkdown(planOf({ users: many }), 'all');
    const bytes = Buffer.byteLength(text);
    assert.ok(bytes <= 60_000 && bytes > 55_000, String(bytes));
    const shown = text.match(/<details>/g)?.length ?? 0;
    assert.match(text, new RegExp(`\\*\\*… and ${900 - shown} more changes\\*\\*, which do not fit here\\.\n$`, 'u'));
  });

  it('says so where nothing changes', () => {
    const text = renderPlanMarkdown(planOf({}), 'none');
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
