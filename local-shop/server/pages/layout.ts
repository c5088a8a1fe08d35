/**
 * @module The frame of the local shop's own pages: one file, no script, no font to load.
 */
import { escapeHtml } from '../../api/store/escape-html.ts'

const STYLE = `
  :root { color-scheme: light; --paper: #FBF8F2; --oat: #F6F0E6; --ink: #231F1A; --ember: #B5471F; --line: #E2D8C8 }
  * { box-sizing: border-box; margin: 0 }
  body { background: var(--oat); color: var(--ink); font: 1rem/1.6 ui-sans-serif, system-ui, sans-serif; padding: 6vh 1.25rem }
  main { background: var(--paper); border: 1px solid var(--line); border-radius: 1rem; max-width: 42rem; margin: 0 auto; padding: clamp(1.5rem, 5vw, 3rem) }
  h1 { font: 500 clamp(1.7rem, 5vw, 2.3rem)/1.15 ui-serif, Georgia, serif; letter-spacing: -0.01em; margin-bottom: 0.75rem }
  h2 { font-size: 0.8rem; letter-spacing: 0.08em; text-transform: uppercase; color: #5A5147; margin: 2rem 0 0.5rem }
  p + p { margin-top: 0.75rem }
  a { color: var(--ember); text-underline-offset: 0.2em }
  a:focus-visible { outline: 3px solid var(--ember); outline-offset: 3px; border-radius: 2px }
  code { background: var(--oat); border-radius: 0.3rem; padding: 0.1em 0.35em; font-size: 0.9em; overflow-wrap: anywhere }
  table { border-collapse: collapse; width: 100%; margin-top: 1.5rem }
  th, td { border-top: 1px solid var(--line); padding: 0.7rem 0; text-align: left; vertical-align: top }
  th:last-child, td:last-child { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-left: 1rem }
  td small { display: block; color: #5A5147 }
  tfoot td { font-weight: 600 }
  dt { font-weight: 600; margin-top: 0.75rem }
  table + p { margin-top: 1.25rem }
  .button { display: inline-block; margin-top: 1.75rem; background: var(--ember); color: #fff; border-radius: 999px; padding: 0.65rem 1.4rem; text-decoration: none; border: 0; font: inherit; cursor: pointer }
`

/** @param main HTML of the page's main part, already escaped */
export function page(title: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>${main}</main></body>
</html>
`
}
