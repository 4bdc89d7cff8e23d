/** The look of the grid of people and groups. */
export const ACCESS_STYLE = `
body { max-width: none; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; list-style: none; padding: 0; margin: .8rem 0 0; font-size: .85rem; color: var(--muted); }
.legend b { color: var(--text); display: inline-block; min-width: 1.2em; text-align: center; }
.legend b.s, td.s { color: var(--hot); } td.s { background: var(--hot-back); }
.grid { overflow: auto; max-height: 82vh; border: 1px solid var(--line); border-radius: 8px; margin: .8rem 0; }
table.access { border-collapse: separate; border-spacing: 0; font-size: .85rem; }
.access th, .access td { border-right: 1px solid var(--line); border-bottom: 1px solid var(--line); }
.access thead th { position: sticky; top: 0; z-index: 1; background: var(--raised); vertical-align: bottom; padding: .5rem .2rem; font-weight: 500; }
.access thead th span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 12rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.access thead th:first-child { left: 0; z-index: 2; text-align: left; padding: .5rem .7rem; min-width: 19rem; }
.access tbody th { position: sticky; left: 0; background: var(--raised); text-align: left; font-weight: 500; padding: .2rem .7rem; max-width: 24rem; overflow-wrap: anywhere; }
.access tbody th small { display: block; color: var(--muted); font-weight: 400; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.access td { min-width: 2.1rem; text-align: center; padding: 0 .2rem; }
.access td[data-w] { cursor: help; } .access td.p { opacity: .6; }
.access tr:hover > * { background-color: var(--mod-back); }
.access tr.off th { color: var(--muted); text-decoration: line-through; } .access tr.off th small { display: inline-block; text-decoration: none; }
#why { min-height: 1.6rem; margin: .4rem 0; }
@media (max-width: 40rem) { .access thead th:first-child { min-width: 9rem; } .access tbody th { max-width: 10rem; } }
@media print { .grid { max-height: none; overflow: visible; border: 0; } .access thead th, .access tbody th { position: static; } table.access { font-size: 8px; } }
`;
