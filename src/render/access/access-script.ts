/** What the page of a grid does beyond being read: search, filters, and why somebody is in a group. */
export const ACCESS_SCRIPT = `
'use strict';
(() => {
  const tools = document.getElementById('tools');
  if (!tools) return;
  tools.hidden = false;
  const [people, groups, kind] = ['people', 'groups', 'kind'].map((id) => document.getElementById(id));
  const shown = document.getElementById('shown');
  const why = document.getElementById('why');
  const heads = [...document.querySelectorAll('.access thead th')].slice(1);
  const names = heads.map((head) => head.textContent.toLowerCase());
  const rows = [...document.querySelectorAll('.access tbody tr')];
  const texts = rows.map((row) => row.cells[0].textContent.toLowerCase());
  const sheet = document.styleSheets[0];
  let rule = -1;
  const hideColumns = (hidden) => {
    if (rule >= 0) sheet.deleteRule(rule);
    rule = -1;
    if (hidden.length === 0) return;
    const cells = hidden.map((index) => '.access tr > :nth-child(' + (index + 2) + ')').join(',');
    rule = sheet.insertRule(cells + '{display:none}', sheet.cssRules.length);
  };
  const wordsOf = ({ value }) => value.toLowerCase().split(/\\s+/).filter(Boolean);
  const apply = () => {
    const [who, what] = [wordsOf(people), wordsOf(groups)];
    const columns = names.map((name) => what.every((word) => name.includes(word)));
    hideColumns(columns.flatMap((isShown, index) => (isShown ? [] : [index])));
    const only = kind.value;
    let count = 0;
    rows.forEach((row, index) => {
      const fits = who.every((word) => texts[index].includes(word));
      const marks = fits && (only !== '' || what.length > 0)
        ? [...row.querySelectorAll('td[data-w]')].filter((cell) => columns[cell.cellIndex - 1])
        : [];
      const isKind =
        only === 'off' ? row.classList.contains('off') : only === '' ? true : marks.some((cell) => cell.classList.contains(only));
      const isShown = fits && isKind && (what.length === 0 || marks.length > 0);
      row.hidden = !isShown;
      if (isShown) count += 1;
    });
    const visible = columns.filter(Boolean).length;
    shown.textContent = count + ' of ' + rows.length + ' people, ' + visible + ' of ' + heads.length + ' groups';
  };
  let waiting;
  for (const input of [people, groups]) {
    input.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(apply, 80); });
  }
  kind.addEventListener('change', apply);
  tools.addEventListener('submit', (event) => { event.preventDefault(); apply(); });
  tools.addEventListener('reset', () => setTimeout(apply));
  const tell = (event) => {
    const cell = event.target.closest('td[data-w]');
    if (!cell) return;
    const person = cell.parentElement.cells[0].firstChild.textContent;
    why.textContent = person + ' → ' + heads[cell.cellIndex - 1].textContent + ': ' + cell.dataset.w;
  };
  const grid = document.querySelector('.access');
  for (const event of ['mouseover', 'click']) grid.addEventListener(event, tell);
  document.addEventListener('keydown', (event) => {
    const isTyping = /^(?:INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === '/' && !isTyping) { event.preventDefault(); people.focus(); }
  });
  apply();
})();
`;
