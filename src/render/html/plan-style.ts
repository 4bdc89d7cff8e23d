/** The look of a plan beside what all pages share. */
export const PLAN_STYLE = `
.chart { border-collapse: collapse; margin: 1rem 0; width: 100%; max-width: 34rem; font-variant-numeric: tabular-nums; }
.chart th, .chart td { text-align: left; padding: .15rem .8rem .15rem 0; font-weight: 400; white-space: nowrap; }
.chart thead th { color: var(--muted); font-size: .75rem; } .chart .n { text-align: right; }
.chart td:last-child { width: 100%; padding-right: 0; }
.bar { display: block; width: 100%; height: .8rem; }
.bar rect { fill: currentColor; }
.bar .second { opacity: .45; }
.key { display: inline-block; width: .7em; height: .7em; background: currentColor; border-radius: 2px; color: var(--muted); } .key.second { opacity: .45; }
.change { border: 1px solid var(--line); border-radius: 8px; margin: .4rem 0; background: var(--raised); content-visibility: auto; contain-intrinsic-size: auto 2.6rem; }
.change > summary, .change > .line { padding: .45rem .8rem; overflow-wrap: anywhere; }
.change > summary { cursor: pointer; list-style-position: outside; }
.change > summary::marker { color: var(--muted); }
.change > summary, .change > .line { padding-left: 1.8rem; }
.change > summary { list-style: none; position: relative; } .change > summary::-webkit-details-marker { display: none; }
.change > summary::before { content: '▸'; position: absolute; left: .7rem; color: var(--muted); } .change[open] > summary::before { content: '▾'; }
.change:target, .chip:target { border-color: var(--accent); box-shadow: 0 0 0 2px var(--accent); }
.verb { font-weight: 600; }
.place { color: var(--muted); font-size: .8rem; margin-left: .4rem; }
.inside { padding: 0 .8rem .7rem 1.8rem; }
.diff { list-style: none; margin: 0; padding: 0; font-family: var(--mono); font-size: .82rem; }
.diff li { display: grid; grid-template-columns: 1.2rem minmax(6rem, 16rem) 1fr; gap: 0 .5rem; padding: .12rem 0; }
.diff li > span { overflow-wrap: anywhere; white-space: pre-wrap; }
.diff .label { color: var(--muted); }
ins, del { text-decoration: none; border-radius: 4px; padding: 0 .25rem; }
ins { color: var(--add); background: var(--add-back); } del { color: var(--del); background: var(--del-back); }
.note { color: var(--muted); font-size: .85rem; margin: .3rem 0 0; }
.why { color: var(--hot); font-size: .85rem; margin: 0 0 .3rem; font-weight: 600; }
.groups { margin: .8rem 0 .3rem; } details > summary { cursor: pointer; }
.mem { font-size: .8rem; color: var(--muted); margin: .6rem 0 0; }
.frame { margin: .4rem 0; } .frame b { color: var(--mod); } .frame b.error { color: var(--del); }
.finding { margin: .8rem 0; } .finding p { margin: .2rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.outcomes { overflow-x: auto; margin: 1rem 0; }
.outcomes table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
.outcomes th, .outcomes td { text-align: left; vertical-align: top; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
.outcomes thead th { color: var(--muted); font-size: .75rem; } .outcomes .n { text-align: right; }
.outcomes tbody th { font-weight: 600; white-space: nowrap; } .outcomes td:last-child { width: 60%; min-width: 14rem; padding-right: 0; overflow-wrap: anywhere; }
.outcomes .bad td:last-child { color: var(--hot); }
.plan { border-top: 3px solid var(--line); margin-top: 2.5rem; padding-top: .2rem; } .plan > h2 { font-size: 1.4rem; margin: 1rem 0 0; overflow-wrap: anywhere; }
.plan:target > h2 { color: var(--accent); }
@media (max-width: 40rem) {
  .outcomes tr { display: grid; grid-template-columns: repeat(4, 1fr); border-bottom: 1px solid var(--line); padding: .3rem 0; }
  .outcomes th, .outcomes td { border: 0; padding: .1rem .3rem .1rem 0; }
  .outcomes tbody th, .outcomes td:last-child { grid-column: 1 / -1; width: auto; white-space: normal; overflow-wrap: anywhere; }
  .outcomes thead th:first-child, .outcomes thead th:last-child { display: none; }
}
@media (max-width: 40rem) { .diff li { grid-template-columns: 1.2rem 1fr; } .diff li > .value { grid-column: 2; } .inside { padding-left: .8rem; } .place { display: block; margin: 0; } }
@media print { .plan { break-before: page; } .change { break-inside: avoid; content-visibility: visible; } }
`;
