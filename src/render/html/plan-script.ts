/** What a plan's page does beyond being read: search, filters, unfolding. Without it the page shows everything. */
export const PLAN_SCRIPT = `
'use strict';
(() => {
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const tools = document.getElementById('tools');
  if (!tools) return;
  tools.hidden = false;
  const search = document.getElementById('search');
  const filters = all('select', tools);
  const shown = document.getElementById('shown');
  const unfold = document.getElementById('unfold');
  const sections = all('section.risk').map((section) => ({
    section,
    plan: section.closest('section.plan'),
    blocks: all('.change', section).map((block) => {
      const names = all('li[data-item]', block);
      return { block, items: names.length > 0 ? names : [block] };
    }),
  }));
  const plans = all('section.plan');
  const total = sections.reduce((sum, { blocks }) => sum + blocks.reduce((n, { items }) => n + items.length, 0), 0);
  const texts = new Map();
  const textOf = (element) => {
    let text = texts.get(element);
    if (text === undefined) texts.set(element, (text = element.textContent.toLowerCase()));
    return text;
  };
  const common = (block) => {
    const key = block.firstElementChild;
    let text = texts.get(key);
    if (text === undefined) {
      const edits = block.querySelector('.diff');
      texts.set(key, (text = (key.textContent + ' ' + (edits ? edits.textContent : '')).toLowerCase()));
    }
    return text;
  };
  const fits = (item, block, words, wanted) =>
    wanted.every(([name, value]) => (' ' + (item.dataset[name] ?? block.dataset[name] ?? '') + ' ').includes(' ' + value + ' ')) &&
    words.every((word) => textOf(item).includes(word) || (item !== block && common(block).includes(word)));
  const apply = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const chosen = filters.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]);
    const wanted = chosen.filter(([name]) => name !== 'e');
    const [, environment] = chosen.find(([name]) => name === 'e') ?? [];
    const isElsewhere = (plan) => plan !== null && environment !== undefined && plan.dataset.e !== environment;
    const inPlans = new Set();
    let count = 0;
    for (const { section, plan, blocks } of sections) {
      let inSection = 0;
      for (const { block, items } of blocks) {
        let inBlock = 0;
        for (const item of items) {
          const isShown = !isElsewhere(plan) && fits(item, block, words, wanted);
          if (item !== block) item.hidden = !isShown;
          if (isShown) inBlock += 1;
        }
        block.hidden = inBlock === 0;
        inSection += inBlock;
      }
      section.hidden = inSection === 0;
      if (inSection > 0) inPlans.add(plan);
      count += inSection;
    }
    const isSearch = words.length > 0 || wanted.length > 0;
    for (const plan of plans) plan.hidden = isElsewhere(plan) || (isSearch && !inPlans.has(plan));
    shown.textContent = count === total ? total + ' changes' : count + ' of ' + total + ' changes';
  };
  let waiting;
  search.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(apply, 80); });
  for (const filter of filters) filter.addEventListener('change', apply);
  tools.addEventListener('submit', (event) => { event.preventDefault(); apply(); });
  tools.addEventListener('reset', () => setTimeout(apply));
  const folds = () => all('details.change');
  unfold.addEventListener('click', () => {
    const open = unfold.getAttribute('aria-pressed') !== 'true';
    unfold.setAttribute('aria-pressed', String(open));
    unfold.textContent = open ? 'Fold all' : 'Unfold all';
    for (const fold of folds()) fold.open = open;
  });
  addEventListener('beforeprint', () => { for (const fold of folds()) fold.open = true; });
  document.addEventListener('keydown', (event) => {
    const isTyping = /^(?:INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === '/' && !isTyping) { event.preventDefault(); search.focus(); }
    if (event.key === 'Escape' && event.target === search) { search.value = ''; apply(); }
  });
  const reveal = () => {
    const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    if (!target) return;
    // A link leads to its change also where the filters hide it.
    const isHidden = target.closest('[hidden]') !== null;
    if (isHidden) { tools.reset(); apply(); }
    const fold = target.closest('details.change');
    if (fold) fold.open = true;
    if (fold || isHidden) target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  reveal();
  apply();
})();
`;
