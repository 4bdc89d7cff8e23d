import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sha256Base64 } from '../../../src/cli/files/sha256.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { shownPlan } from '../../../src/render/hidden/hidden-plan.ts';
import { html } from '../../../src/render/html/markup.ts';
import { PAGE_STYLE } from '../../../src/render/html/page-style.ts';
import { type PlanPage, renderPlanHtml } from '../../../src/render/html/plan-html.ts';
import { planOf } from '../../support/planning.ts';

const ada = { id: '1', userName: 'ada', title: 'Programmer' };
const plan = planOf({
  users: [{ attributes: { userName: 'ada', title: 'Analyst' } }],
  groups: [{ attributes: { displayName: 'Staff' }, members: ['ada', 'nobody@example.com'] }],
  current: { users: [ada], groups: [{ id: 'g', displayName: 'Staff', members: [] }] },
  guards: { maxChanges: 0 },
});

function pageOf(shown: Plan, page: Partial<PlanPage> = {}): string {
  return renderPlanHtml(shown, { run: {}, files: new Map(), sha256: sha256Base64, ...page });
}

function between(text: string, start: string, end: string): string {
  return text.slice(text.indexOf(start) + start.length, text.indexOf(end));
}

describe('a plan as a page', () => {
  it('lets nothing run and no style hold but its own, by hash, and asks nobody for anything', () => {
    const text = pageOf(plan);
    const policy = between(text, 'Content-Security-Policy" content="', '">\n<meta name="referrer"').replaceAll(
      '&#39;',
      "'",
    );
    const [style, script] = [between(text, '<style>', '</style>'), between(text, '<script>', '</script>')];
    assert.equal(
      policy,
      `default-src 'none'; style-src 'sha256-${sha256Base64(style)}'; script-src 'sha256-${sha256Base64(script)}'; base-uri 'none'; form-action 'none'`,
    );
    assert.ok(text.indexOf('Content-Security-Policy') < text.indexOf('<style>'));
    assert.doesNotMatch(text, /\b(?:src|srcset|action|style|on[a-z]+)=/u);
    assert.deepEqual(text.match(/href="[^#]/gu), null);
    assert.doesNotMatch(style, /url\(|@import/u);
  });

  it('shows what is refused with the command that allows it, and what is wrong with the line of the file', () => {
    const files = new Map([['groups.yaml', 'groups: <no tag>\n']]);
    const text = pageOf(plan, { files });
    assert.match(text, /1 of 1 users would be changed, and maxChanges \(0\) allows 0\./u);
    assert.match(text, /<pre><code>rollcall apply --allow changes=2<\/code><\/pre>/u);
    assert.match(
      text,
      /error RC1506<\/strong>: this user does not exist <code class="place">groups\.yaml:1:1<\/code>/u,
    );
    assert.match(text, /1 \| groups: &#60;no tag&#62;\n {2}\| <b class="error">\^<\/b>/u);
  });

  it('says once what is wrong in many places', () => {
    const groups = [1, 2, 3].map((n) => ({ attributes: { displayName: `G${n}` }, members: ['nobody@x'] }));
    const text = pageOf(planOf({ groups }));
    assert.equal(text.match(/error RC1506/gu)?.length, 1);
    assert.match(text, /<strong>1 error<\/strong>.*The same in 3 places/su);
  });

  it('shows all 64 digits of the id that --expect takes', () => {
    assert.match(pageOf(plan), new RegExp(`Plan id <code class="id">${plan.id}</code>`, 'u'));
  });

  it('shows no value where none is wanted', () => {
    const text = pageOf(shownPlan(plan, 'none'));
    for (const value of ['Analyst', 'Programmer', 'nobody', 'SECRET']) assert.ok(!text.includes(value), value);
    assert.match(text, /<span class="mod">~<\/span><span class="label">title<\/span><span class="value"><\/span>/u);
    assert.match(text, /<p class="mem">1 member joins<\/p>/u);
  });

  it('says so where nothing changes', () => {
    const text = pageOf(planOf({}));
    assert.match(text, /<strong>No changes\.<\/strong>/u);
    assert.ok(!text.includes('id="tools"'));
  });
});

describe('HTML from text', () => {
  it('holds no tag, no end of an attribute and nothing invisible, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '`', '&', '\u202e', '\n', 'a') }), (text) => {
        const [, inside = ''] = /^<b title="(.*)">$/u.exec(html`<b title="${text}">`.text) ?? [];
        assert.doesNotMatch(inside, /[<>"'`\n\u202e]|&(?!#\d+;)/u);
        assert.equal(inside.replace(/&#(\d+);/gu, (_, code) => String.fromCharCode(Number(code))).length, text.length);
      }),
      { seed: 1 },
    );
  });
});

describe('the colours of pages', () => {
  const [light = '', dark = ''] = PAGE_STYLE.split('prefers-color-scheme: dark');
  const palette = (css: string) =>
    new Map([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6})/gu)].map(([, name = '', hex = '']) => [name, hex]));
  const screens = { light: palette(light), dark: palette(dark.slice(0, dark.indexOf('box-sizing'))) };
  const pairs = [
    ...['text', 'muted', 'accent', 'add', 'del', 'mod', 'hot'].flatMap((name) => [
      [name, 'back'] as const,
      [name, 'raised'] as const,
    ]),
    ...['add', 'del', 'mod', 'hot'].map((name) => [name, `${name}-back`] as const),
  ];
  for (const [screen, colours] of Object.entries(screens)) {
    it(`can be read (WCAG 2.2, 1.4.3): ${screen}`, () => {
      for (const [text, back] of pairs) {
        const ratio = contrast(colours.get(text) ?? '', colours.get(back) ?? '');
        assert.ok(ratio >= 4.5, `${text} on ${back}: ${ratio}`);
      }
    });
  }
});

/** The contrast ratio of two colours by WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
