import { html, type Markup, NO_MARKUP } from './markup.ts';
import type { PlanFacets } from './plan-facets.ts';

/**
 * Search and filters, hidden until the script that they need runs.
 * @param environments of the plans on the page, which have their places in it as numbers
 */
export function planTools({ actions, types, groups, files }: PlanFacets, environments: readonly string[]): Markup {
  return html`<form id="tools" class="tools" role="search" hidden>
<label class="wide">Search <input id="search" type="search" placeholder="name, attribute or value (press /)" autocomplete="off"></label>
${select(
  'e',
  'Environment',
  environments.map((name, index) => [String(index), name]),
)}
${select(
  'a',
  'Action',
  [...actions].map((name) => [name, name]),
)}
${select(
  't',
  'Type',
  [...types].map((name) => [name, name]),
)}
${select('g', 'Group', numbered(groups))}
${select('f', 'File', numbered(files))}
<button type="button" id="unfold" aria-pressed="false">Unfold all</button>
<button type="reset">Clear</button>
<output id="shown" aria-live="polite"></output>
</form>`;
}

type Option = readonly [value: string, label: string];

function numbered(names: ReadonlyMap<string, number>): readonly Option[] {
  return [...names].map(([name, number]): Option => [String(number), name]).sort(([, a], [, b]) => (a < b ? -1 : 1));
}

/** A filter that would choose between nothing is left out. */
function select(name: string, label: string, options: readonly Option[]): Markup {
  if (options.length < 2) return NO_MARKUP;
  const choices = options.map(([value, text]) => html`<option value="${value}">${text}</option>`);
  return html`<label>${label} <select name="${name}"><option value="">all</option>${choices}</select></label>`;
}
