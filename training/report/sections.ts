/**
 * @module The report's sections: a chart, its table, and what to see in them.
 */
import { accuracyChart, differenceChart, sliceChart } from './accuracy-charts.ts'
import { modelColour, modelSymbol } from './chart.ts'
import { type Html, html } from './html.ts'
import { lorenzChart, reliabilityChart } from './list-charts.ts'
import type { EvaluationResult } from './result.ts'
import {
  accuracyTable,
  calibrationTable,
  catalogTable,
  differenceTable,
  lorenzTable,
  reliabilityTable,
  sliceTable,
} from './tables.ts'
import { count, modelName } from './words.ts'

function legend(names: readonly string[]): Html {
  if (names.length < 2) return html``
  return html`<ul class="legend">${names.map(
    (name, m) =>
      html`<li><svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true"><path d="${SHAPES[modelSymbol(m)] ?? ''}" fill="${modelColour(m)}"/></svg>${modelName(name)}</li>`,
  )}</ul>`
}

/** The charts' shapes, for the legend. */
const SHAPES: Record<string, string> = {
  circle: 'M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0',
  diamond: 'M0,-6.6L4.4,0L0,6.6L-4.4,0Z',
  square: 'M-4.4,-4.4h8.8v8.8h-8.8Z',
  triangle: 'M0,-5.8L5.4,3.8H-5.4Z',
  star: 'M0,-6.4L1.5,-2L6.1,-2L2.4,0.8L3.8,5.2L0,2.5L-3.8,5.2L-2.4,0.8L-6.1,-2L-1.5,-2Z',
  cross: 'M-2,-6h4v4h4v4h-4v4h-4v-4h-4v-4h4Z',
}

const figure = (caption: string, chart: Html): Html =>
  html`<figure><figcaption>${caption}</figcaption>${chart}</figure>`

export function accuracySection(result: EvaluationResult): Html {
  const { k, kind, models, bootstrap } = result
  const novel =
    kind === 'visits'
      ? ` “All” counts whatever came next; “novel” only products that were new to the session (${count(result.novelPredictions)} predictions), with those already seen taken out of the list.`
      : ' Products already in the basket are taken out of the list.'
  return html`<section><h2>Accuracy</h2>
<p>HR@${k} is the share of predictions with the answer among the first ${k} of all ${count(result.items)} products, MRR@${k} the mean of 1 ⁄ rank.${novel} Lines are 95 % intervals over ${count(bootstrap.resamples)} resamples of the ${count(result.testSessions)} test sessions.</p>
${legend(Object.keys(models))}
<div class="pair"><div class="stack">${figure(`HR@${k}`, accuracyChart(result, 'hr'))}${figure(`MRR@${k}`, accuracyChart(result, 'mrr'))}</div>${accuracyTable(result)}</div>
${differences(result)}</section>`
}

/** Nothing where one model stands alone. */
function differences(result: EvaluationResult): Html {
  const [first = '', ...others] = Object.keys(result.models)
  if (others.length === 0) return html``
  const figures = others.flatMap((name) => {
    const chart = differenceChart(result, name)
    const caption = `${modelName(name)} minus ${modelName(first)}: HR@${result.k} in points`
    return chart === null ? [] : [figure(caption, chart)]
  })
  return html`<h3>Differences, session by session</h3>
<p>All models were asked the same, so a difference is known better than its two sides: each resample compares them on the same sessions. A line that does not touch zero is a difference that chance hardly explains.</p>
<div class="pair"><div class="stack">${figures}</div>${differenceTable(result)}</div>`
}

export function sliceSection({ dimensions, models, k }: EvaluationResult): Html {
  const names = Object.keys(models)
  return html`<section><h2>Where it works and where it fails</h2>
<p>HR@${k} of parts of the predictions. A dot without a line speaks for fewer than ten sessions; a line of no length means that all were found, or none.</p>
${legend(names)}
${dimensions.map(
  (dimension) =>
    html`<div class="pair">${figure(`${dimension.title}: HR@${k}`, sliceChart(dimension, names, k))}${sliceTable(dimension, names, k)}</div>\n`,
)}</section>`
}

export function listSection(result: EvaluationResult): Html {
  const { k, diversity } = result
  const similar =
    diversity.by === 'content'
      ? 'the TF-IDF cosine of what the shop says of them'
      : 'the cosine of the training sessions that hold them'
  return html`<section><h2>What stands in the lists</h2>
<p>Lists of ${k}, products of the session left out. Coverage is the share of the catalog that stands in at least one list. The Gini coefficient says how unequally places are shared out: 0 all alike, 1 one product alone. A product’s popularity percentile is the share of products with fewer events in training. Diversity is 1 minus the mean similarity of two products of a list, by ${similar} (${count(diversity.lists)} lists).</p>
${legend(Object.keys(result.models))}
<div class="pair">${figure('Places by share of products', lorenzChart(result))}<div>${catalogTable(result)}
<details><summary>The curve as a table</summary>${lorenzTable(result)}</details></div></div>
</section>`
}

export function calibrationSection(result: EvaluationResult): Html {
  return html`<section><h2>Are scores probabilities?</h2>
<p>A score divided by the sum of the scores of all products is read as the probability that the product comes next${result.kind === 'baskets' ? ', products of the basket left out of the sum' : ''}; a list’s probability is the sum over its places. Each dot is a tenth of the predictions, sorted by it. On the dashed line what was predicted is what happened; below it the model is too sure of itself. The calibration error (ECE) is the mean distance from the line.</p>
${legend(Object.keys(result.models))}
<div class="charts">${figure('The first place comes next', reliabilityChart(result, 'first'))}${figure('The list holds what comes next', reliabilityChart(result, 'list'))}</div>
<div class="narrow">${calibrationTable(result)}</div>
<details><summary>The dots as tables</summary>${reliabilityTable(result, 'first')}<br>${reliabilityTable(result, 'list')}</details>
</section>`
}
