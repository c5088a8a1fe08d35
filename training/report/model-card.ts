/**
 * @module The model card of a release, from an evaluation on its validation split.
 */
import { CARD_VERSION, MAX_CARD_BYTES, type ModelCard } from '../../edge-model/contract/card.ts'
import type { Accuracy } from '../evaluate/accuracy.ts'
import type { Estimate } from '../evaluate/bootstrap.ts'
import type { EvaluationResult } from './result.ts'
import { protocolText } from './terms.ts'
import { count, percent } from './words.ts'

/** What the files of an import say of how they were collected. */
export const CONSENT_UNKNOWN =
  'The imported files say nothing of it; the merchant answers for the basis on which orders and visits were collected.'

const MOST_SLICES = 10
/** A slice of fewer predictions says little of the model. */
const LEAST_PREDICTIONS = 30
/** Significant digits kept: more than the intervals bear, and half the bytes. */
const DIGITS = 5

/**
 * The card of the first model of an evaluation; the others are what it is held against.
 * @param consent on what basis the data were collected, one sentence
 */
export function buildCard(
  result: EvaluationResult,
  { consent = CONSENT_UNKNOWN }: { consent?: string } = {},
): ModelCard {
  const { kind, models, catalog, calibration, diversity } = result
  const [first = ''] = Object.keys(models)
  const figures = (accuracy: Accuracy<Estimate>) => {
    const { all, novel } = rounded(accuracy)
    return { all, novel: kind === 'visits' ? novel : null }
  }
  const card: ModelCard = {
    schemaVersion: CARD_VERSION,
    model: { name: first, parameters: result.parameters },
    intendedUse: [
      'Names products of this shop that a shopper may want next, by the products of the running session or cart.',
      'For shelves of a storefront, where a poor suggestion costs a glance. Not for prices, credit, or anything that decides about a person.',
    ],
    limits: limitsOf(result),
    data: { train: result.train, test: result.test, consent },
    measured: {
      kind,
      how: `${protocolText(result)} All products are ranked, ties count against the model, and what it does not know is a miss. Run by ${result.runtime}.`,
      split: result.split,
      k: result.k,
      predictions: result.predictions,
      sessions: result.testSessions,
      resamples: result.bootstrap.resamples,
    },
    metrics: Object.entries(models).map(([model, { accuracy }]) => ({ model, ...figures(accuracy) })),
    differences: Object.entries(models).flatMap(([against, { difference }]) =>
      difference === null ? [] : [{ against, ...figures(negated(difference)) }],
    ),
    slices: slicesWorthKnowing(result, first),
    catalog: {
      coverage: round(catalog.coverage),
      gini: round(catalog.gini),
      listedPercentile: round(catalog.listedPercentile),
      targetPercentile: round(catalog.targetPercentile),
      diversity: diversity.value === null ? null : round(diversity.value),
      diversityBy: diversity.by,
    },
    calibration: { first: round(calibration.first.ece), list: round(calibration.list.ece) },
  }
  const bytes = Buffer.byteLength(JSON.stringify(card))
  if (bytes > MAX_CARD_BYTES)
    throw new Error(`The model card has ${bytes} bytes; ${MAX_CARD_BYTES} are the most.`)
  return card
}

function limitsOf(result: EvaluationResult): string[] {
  const { k, items, predictions, testSessions, catalog, dimensions } = result
  const unknown = dimensions
    .find(({ name }) => name === 'age')
    ?.slices.find(({ slice }) => slice === 'not in training')
  return [
    'Measured on what shoppers did without seeing the lists; how many more they buy because of them, only a trial on the shop tells.',
    `The intervals tell what other sessions of the same days would have changed, not what another season would.`,
    `Of ${count(items)} products ${percent(catalog.coverage)} stood in a list of ${k} for the ${count(testSessions)} sessions measured; the others were not shown.`,
    ...(unknown === undefined
      ? []
      : [
          `${percent(unknown.predictions / predictions)} of what was asked for had not been seen in training and could be found by no count of past sessions.`,
        ]),
  ]
}

/** Those whose interval leaves out the figure over all, worst first; of too many the worst and the best. */
function slicesWorthKnowing({ dimensions, models }: EvaluationResult, first: string): ModelCard['slices'] {
  const whole = models[first]?.accuracy.all.hr.value ?? 0
  const telling = dimensions.flatMap(({ title, slices }) =>
    slices.flatMap(({ slice, predictions, models: each }) => {
      const hr = each[first]?.hr
      const [low, high] = hr?.interval ?? [0, 1]
      if (hr === undefined || predictions < LEAST_PREDICTIONS || (low <= whole && whole <= high)) return []
      return [{ dimension: title, slice: slice.slice(0, 120), predictions, hr: roundEstimate(hr) }]
    }),
  )
  telling.sort((a, b) => a.hr.value - b.hr.value)
  const worst = Math.ceil(0.6 * MOST_SLICES)
  return telling.length <= MOST_SLICES
    ? telling
    : [...telling.slice(0, worst), ...telling.slice(worst - MOST_SLICES)]
}

const round = (n: number): number => Number(n.toPrecision(DIGITS))

function roundEstimate({ value, interval }: Estimate): Estimate {
  return {
    value: round(value),
    interval: interval === null ? null : [round(interval[0]), round(interval[1])],
  }
}

function rounded({ all, novel }: Accuracy<Estimate>): Accuracy<Estimate> {
  return {
    all: { hr: roundEstimate(all.hr), mrr: roundEstimate(all.mrr) },
    novel: { hr: roundEstimate(novel.hr), mrr: roundEstimate(novel.mrr) },
  }
}

/** The difference seen from the other side. */
function negated({ all, novel }: Accuracy<Estimate>): Accuracy<Estimate> {
  const turn = ({ value, interval }: Estimate): Estimate => ({
    value: -value,
    interval: interval === null ? null : [-interval[1], -interval[0]],
  })
  return {
    all: { hr: turn(all.hr), mrr: turn(all.mrr) },
    novel: { hr: turn(novel.hr), mrr: turn(novel.mrr) },
  }
}
