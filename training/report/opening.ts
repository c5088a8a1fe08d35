/**
 * @module The report's first screen: what came out, in a sentence and a few figures.
 */
import { type Html, html } from './html.ts'
import type { EvaluationResult } from './result.ts'
import {
  count,
  decimal,
  decimalInterval,
  listed,
  modelInText,
  percent,
  percentInterval,
  points,
  pointsInterval,
} from './words.ts'

export function heading(result: EvaluationResult): { title: string; lead: string } {
  const { k, kind, models } = result
  const [first = '', ...others] = Object.keys(models)
  const name = modelInText(first)
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)} finds ${percent(result.all.hr, 0)} of what shoppers did next`
  const asked =
    kind === 'visits'
      ? `Asked ${count(result.predictions)} times what a shopper would go to next`
      : `Asked of ${count(result.predictions)} baskets for one product that was hidden`
  const against = others.flatMap((other) => {
    const hr = models[other]?.difference?.all.hr
    if (hr === undefined) return []
    const words = hr.value < 0 ? 'more' : 'less'
    const interval = hr.interval === null ? '' : ` (95 % interval ${pointsInterval(negated(hr))})`
    return [`${points(Math.abs(hr.value)).slice(1)} points ${words} than ${modelInText(other)}${interval}`]
  })
  const told = against.length === 0 ? '' : `, ${listed(against)}`
  return {
    title,
    lead: `${asked}, ${name} had the answer among its first ${k} in ${percent(result.all.hr)}${told}.`,
  }
}

/** The difference seen from the first model. */
function negated({ value, interval }: { value: number; interval: [number, number] | null }) {
  const turned: [number, number] | null = interval === null ? null : [-interval[1], -interval[0]]
  return { value: -value, interval: turned }
}

export function keyFigures(result: EvaluationResult): Html {
  const { k, kind, accuracy, catalog, modelBytes, trainSeconds } = result
  const figures: [name: string, value: string, more: string][] = [
    [`HR@${k}`, percent(accuracy.all.hr.value), percentInterval(accuracy.all.hr)],
    [`MRR@${k}`, decimal(accuracy.all.mrr.value), decimalInterval(accuracy.all.mrr)],
    ...(kind === 'visits'
      ? [
          [`Novel HR@${k}`, percent(accuracy.novel.hr.value), percentInterval(accuracy.novel.hr)] satisfies [
            string,
            string,
            string,
          ],
        ]
      : []),
    ['Catalog shown', percent(catalog.coverage), `of ${count(result.items)} products`],
    ['Model', `${(modelBytes / 1e6).toFixed(1)} MB`, `trained in ${trainSeconds.toFixed(0)} s`],
  ]
  return html`<dl class="figures">${figures.map(
    ([name, value, more]) => html`<div><dt>${name}</dt><dd>${value}<small>${more}</small></dd></div>\n`,
  )}</dl>`
}
