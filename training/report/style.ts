/**
 * @module The report's style sheet: the colours of the storefront, light, dark and on paper; no file but this.
 */

const LIGHT = `
  color-scheme: light;
  --page: #fbf8f2; --card: #fffdf9; --ink: #231f1a; --ink-soft: #5e554a; --line: #ddd2c0; --line-strong: #8a7d6c; --accent: #9a3b18;
  --model-0: #b5471f; --model-1: #1f6f78; --model-2: #76654a; --model-3: #6a4c93; --model-4: #3c7a3f; --model-5: #a3305e;`

const DARK = `
  color-scheme: dark;
  --page: #1b1815; --card: #231f1b; --ink: #f3ece0; --ink-soft: #b9ad9c; --line: #3d362e; --line-strong: #8a7d6c; --accent: #f2a279;
  --model-0: #f08a5d; --model-1: #63c3c4; --model-2: #c9b48f; --model-3: #b79be0; --model-4: #8cc98c; --model-5: #ee88ac;`

export const STYLE = `
:root {${LIGHT} }
@media screen and (prefers-color-scheme: dark) { :root {${DARK} } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 400 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
main { max-width: 80rem; margin: 0 auto; padding: clamp(1.5rem, 5vw, 4rem) clamp(1.125rem, 4vw, 3rem) 5rem; }
h1, h2, h3 { font-family: Fraunces, Charter, "Bitstream Charter", "Iowan Old Style", Georgia, serif; font-weight: 600; line-height: 1.15; text-wrap: balance; }
h1 { font-size: clamp(2rem, 1.4rem + 2.6vw, 3.25rem); margin: .5rem 0 1.25rem; letter-spacing: -.015em; max-width: 24ch; }
h2 { font-size: clamp(1.5rem, 1.3rem + .9vw, 2rem); margin: 0 0 .75rem; }
h3 { font-size: 1.25rem; margin: 3rem 0 .75rem; }
p { max-width: 42rem; margin: 0 0 1rem; text-wrap: pretty; }
.eyebrow { color: var(--accent); font-size: .875rem; font-weight: 600; margin: 0; }
.lead { font-size: clamp(1.125rem, 1.05rem + .4vw, 1.3125rem); line-height: 1.5; }
.soft, .quiet, figcaption, small { color: var(--ink-soft); }
section { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 2.5rem; }
.figures { display: flex; flex-wrap: wrap; gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; margin: 2rem 0 0; }
.figures div { flex: 1 1 9.5rem; background: var(--card); padding: 1rem 1.125rem 1.125rem; }
.figures dt { font-size: .875rem; color: var(--ink-soft); }
.figures dd { margin: 0; font-size: 1.75rem; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; }
.figures dd small { display: block; font-size: .875rem; font-weight: 400; margin-top: .125rem; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; margin: 0 0 1.25rem; font-size: .9375rem; }
.legend li { display: flex; align-items: center; gap: .5rem; }
.legend svg { overflow: visible; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem 3rem; align-items: start; margin-top: 2rem; }
@media (min-width: 62rem), print { .pair { grid-template-columns: 27.5rem minmax(0, 1fr); gap: 1.25rem 2.5rem; } }
.pair + .pair { margin-top: 2.5rem; }
.stack { display: grid; gap: 1.75rem; }
.narrow { max-width: 40rem; margin-top: 1.5rem; }
.charts { display: grid; gap: 2rem 3rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); margin-top: 2rem; }
figure { margin: 0; max-width: 27.5rem; }
figure > svg { display: block; width: 100%; height: auto; overflow: visible; font-variant-numeric: tabular-nums; }
figure text { font-family: inherit; }
figcaption { font-size: .875rem; margin-bottom: .5rem; }
.scroll { overflow-x: auto; max-width: 100%; }
.scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 4px; }
table { border-collapse: collapse; font-size: .875rem; line-height: 1.35; font-variant-numeric: tabular-nums; width: 100%; }
caption { text-align: left; color: var(--ink-soft); padding-bottom: .5rem; }
th, td { padding: .4375rem 0 .4375rem .875rem; text-align: right; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-weight: 500; }
thead th { vertical-align: bottom; color: var(--ink-soft); border-bottom-color: var(--line-strong); }
tr > :first-child:is([scope=row], [rowspan]), thead tr:only-child > :first-child { text-align: left; padding-left: 0; white-space: nowrap; }
th[scope=colgroup] { text-align: right; }
td { white-space: nowrap; }
td small { display: block; font-size: .75rem; }
abbr { text-decoration: none; }
.close table { font-size: .8125rem; }
.close th, .close td { padding-left: .6875rem; }
.close td small { font-size: .6875rem; }
details { margin-top: 1.5rem; }
summary { cursor: pointer; color: var(--accent); width: fit-content; padding: .25rem 0; }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 4px; }
dl.terms { display: grid; grid-template-columns: minmax(0, 1fr); gap: .25rem 2rem; max-width: 58rem; margin: 0; }
dl.terms dt { font-weight: 600; }
dl.terms dd { margin: 0 0 .75rem; color: var(--ink-soft); overflow-wrap: anywhere; }
@media (min-width: 40rem) { dl.terms { grid-template-columns: 12rem minmax(0, 1fr); } }
@page { margin: 14mm; }
@media print {
  :root { --page: #fff; --card: #fff; }
  body { font-size: 9.5pt; }
  main { padding: 0; max-width: none; }
  section { margin-top: 1.5rem; padding-top: 1.25rem; }
  figure, table, .figures, h2, h3 { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .pair { grid-template-columns: 42% minmax(0, 1fr); gap: 1rem 1.5rem; margin-top: 1rem; break-inside: avoid; }
  .scroll { overflow: visible; }
  table, .close table { font-size: 6.5pt; }
  td small, .close td small { font-size: 5.5pt; }
  th, td, .close th, .close td { padding: .2rem 0 .2rem .4rem; }
  .close tbody th { white-space: normal !important; }
  .legend, section > p { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { display: none; }
}
`
