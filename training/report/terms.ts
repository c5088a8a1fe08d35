/**
 * @module The report's end: on what and how it was measured, so that somebody else can do it again.
 */
import { type Html, html } from './html.ts'
import type { EvaluationResult } from './result.ts'
import { count, day, modelName } from './words.ts'

export function termsSection(result: EvaluationResult): Html {
  const { bootstrap, models, runtime } = result
  const terms: [term: string, told: string][] = [
    ['Trained on', sideText(result.train)],
    ['Measured on', sideText(result.test)],
    ['Split', result.split],
    ['Protocol', protocolText(result)],
    [
      'Ranking',
      'All products are ranked. Ties count against the model. A target it does not know is a miss.',
    ],
    [
      'What was measured',
      `The exported model, coded in uint8 and run by ${runtime}, as it is served; beside it the same model before coding.`,
    ],
    [
      'Intervals',
      `95 %, percentiles of ${count(bootstrap.resamples)} bootstrap resamples (seed ${bootstrap.seed}) that draw whole sessions, since the predictions of a session depend on each other. Of slices, the sessions that have a prediction in the slice are drawn. Fewer than ten sessions get no interval. They tell how much other sessions of the same days would change a figure, not what another season would.`,
    ],
    ...Object.entries(models).map(([name, { parameters, modelBytes, trainSeconds }]): [string, string] => [
      modelName(name),
      `${(modelBytes / 1e6).toFixed(1)} MB, trained in ${trainSeconds.toFixed(1)} s. ${parametersText(parameters)}`,
    ]),
  ]
  return html`<section><h2>How it was measured</h2>
<dl class="terms">${terms.map(([term, told]) => html`<dt>${term}</dt><dd>${told}</dd>\n`)}</dl></section>`
}

/** What is asked and what counts. */
export function protocolText({ kind, minPrefix }: Pick<EvaluationResult, 'kind' | 'minPrefix'>): string {
  return kind === 'visits'
    ? `Every prefix of at least ${minPrefix} ${minPrefix === 1 ? 'event' : 'events'} of each test session predicts the event that follows.`
    : 'Of each test basket one product, drawn by a seed, is hidden, and the others, at most 20, predict it.'
}

export function sideText({ sessions, events, products, window }: EvaluationResult['train']): string {
  const when = window === null ? '' : `, which ended from ${day(window.from)} to ${day(window.to)}`
  return `${count(sessions)} sessions with ${count(events)} events of ${count(products)} products${when}.`
}

function parametersText(parameters: Record<string, number | string | boolean>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`)
    .join(', ')
}
