/** The look that all pages share: light and dark, narrow and wide, on paper. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --back: #ffffff; --raised: #f6f8fa; --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --accent: #0550ae;
  --add: #116329; --add-back: #dafbe1; --del: #a40e26; --del-back: #ffebe9; --mod: #7a4a00; --mod-back: #fff4d1;
  --hot: #a40e26; --hot-back: #ffebe9; --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117; --raised: #161b22; --text: #e6edf3; --muted: #9da7b3; --line: #30363d; --accent: #79c0ff;
    --add: #7ee787; --add-back: #12301d; --del: #ffa198; --del-back: #3c1618; --mod: #f2cc60; --mod-back: #332701;
    --hot: #ffa198; --hot-back: #3c1618;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; }
body {
  margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; max-width: 78rem; background: var(--back); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif;
}
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
h2, h3 { font-size: 1.1rem; margin: 2rem 0 .6rem; display: flex; gap: .5rem; align-items: baseline; }
code, pre, kbd { font-family: var(--mono); font-size: .875em; }
code { overflow-wrap: anywhere; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
[hidden] { display: none !important; }
.lead { color: var(--muted); margin: .3rem 0 0; overflow-wrap: anywhere; }
.count { color: var(--muted); font-weight: 400; font-size: .9rem; }
.box { border: 1px solid var(--line); border-radius: 8px; background: var(--raised); padding: .8rem 1rem; margin: 1rem 0; }
.box > :first-child { margin-top: 0; } .box > :last-child { margin-bottom: 0; }
.box.hot { border-color: var(--hot); border-left-width: 5px; }
.box.warm { border-color: var(--mod); border-left-width: 5px; }
.box pre { white-space: pre-wrap; overflow-wrap: anywhere; } .frame { white-space: pre; }
.box pre, .frame { background: var(--back); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; overflow-x: auto; margin: .5rem 0; }
.chips { display: flex; flex-wrap: wrap; gap: .35rem; list-style: none; padding: 0; margin: .4rem 0; }
.chip {
  display: inline-flex; gap: .4rem; align-items: baseline; border: 1px solid var(--line); border-radius: 999px; background: var(--back);
  padding: .1rem .65rem; font-size: .85rem; overflow-wrap: anywhere; color: var(--text); text-decoration: none;
}
a.chip:hover { border-color: var(--accent); }
.chip.add { color: var(--add); background: var(--add-back); border-color: transparent; }
.chip.del { color: var(--del); background: var(--del-back); border-color: transparent; }
.chip.hot { border-color: var(--hot); font-weight: 600; }
.add { color: var(--add); } .del { color: var(--del); } .mod { color: var(--mod); }
.badge { background: var(--hot-back); color: var(--hot); border-radius: 999px; padding: .05rem .55rem; font-size: .75rem; font-weight: 600; white-space: nowrap; }
.tools {
  position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; background: var(--back);
  border-bottom: 1px solid var(--line); padding: .6rem 0; margin: 1.2rem 0 0;
}
.tools label { display: grid; font-size: .75rem; color: var(--muted); }
.tools label.wide { flex: 1 1 14rem; }
.tools input, .tools select, .tools button {
  font: inherit; font-size: .9rem; color: var(--text); background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .6rem; min-height: 2.2rem; max-width: 100%;
}
.tools select { max-width: 14rem; }
.tools button { cursor: pointer; }
.tools output { flex-basis: 100%; font-size: .85rem; color: var(--muted); }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: .5rem; background: var(--back); z-index: 3; padding: .3rem .6rem; }
@media (max-width: 40rem) {
  body { padding: 1rem .8rem 3rem; }
  .tools { position: static; } .tools label { flex: 1 1 8rem; } .tools select { max-width: none; width: 100%; }
}
@media print {
  :root {
    --back: #fff; --raised: #fff; --text: #000; --muted: #444; --line: #bbb; --accent: #000;
    --add: #0a4a1c; --add-back: #fff; --del: #7d0a1c; --del-back: #fff; --mod: #5a3600; --mod-back: #fff; --hot: #7d0a1c; --hot-back: #fff;
  }
  body { max-width: none; padding: 0; font-size: 11px; }
  .tools, .skip { display: none; }
  .chip.add, .chip.del { border-color: var(--line); }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
