/**
 * @module An evaluation as one HTML page that needs nothing else: charts, a table beside each, how it was measured.
 */
import { Html, html } from './html.ts'
import { heading, keyFigures } from './opening.ts'
import type { EvaluationResult } from './result.ts'
import { accuracySection, calibrationSection, listSection, sliceSection } from './sections.ts'
import { STYLE } from './style.ts'
import { termsSection } from './terms.ts'

/** The page. It loads nothing and runs nothing, so it can be mailed, printed and kept. */
export function renderReport(result: EvaluationResult): string {
  const { title, lead } = heading(result)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main>
<header>
<p class="eyebrow">Aisle evaluation, ${result.sources.join(' and ')}</p>
<h1>${title}</h1>
<p class="lead">${lead}</p>
${keyFigures(result)}
</header>
${accuracySection(result)}
${sliceSection(result)}
${listSection(result)}
${calibrationSection(result)}
${termsSection(result)}
</main>
</body>
</html>
`
  return page.text
}
