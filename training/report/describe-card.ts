/**
 * @module A model card as Markdown, for people.
 */
import type { ModelCard } from '../../edge-model/contract/card.ts'
import type { Estimate } from '../evaluate/bootstrap.ts'
import { sideText } from './terms.ts'
import {
  count,
  decimal,
  decimalInterval,
  modelInText,
  modelName,
  percent,
  percentInterval,
  points,
  pointsInterval,
} from './words.ts'

/** The card as a page of Markdown. */
export function describeCard(card: ModelCard): string {
  const { model, intendedUse, limits, data, measured, metrics, differences, slices, catalog, calibration } =
    card
  const { k } = measured
  const visits = measured.kind === 'visits'
  const novelHeads = visits ? [`novel HR@${k}`, `novel MRR@${k}`] : []
  const sections = [
    `# Model card: ${modelInText(model.name)}`,
    bullets(intendedUse),
    '## Accuracy',
    table(
      ['', `HR@${k}`, `MRR@${k}`, ...novelHeads],
      metrics.map(({ model: name, all, novel }) => [
        modelName(name),
        ...[all, ...(novel === null ? [] : [novel])].flatMap(({ hr, mrr }) => [
          told(percent, percentInterval, hr),
          told(decimal, decimalInterval, mrr),
        ]),
      ]),
    ),
    `95 % intervals in parentheses, ${count(measured.resamples)} resamples of ${count(measured.sessions)} sessions, ${count(measured.predictions)} predictions.`,
    bullets(
      differences.map(
        ({ against, all, novel }) =>
          `Against ${modelInText(against)}: HR@${k} ${told(points, pointsInterval, all.hr)} points` +
          (novel === null ? '' : `, novel ${told(points, pointsInterval, novel.hr)}`),
      ),
    ),
    ...(slices.length === 0
      ? []
      : [
          '## Where it differs from the whole',
          table(
            ['', 'predictions', `HR@${k}`],
            slices.map(({ dimension, slice, predictions, hr }) => [
              `${dimension}: ${slice}`,
              count(predictions),
              told(percent, percentInterval, hr),
            ]),
          ),
        ]),
    '## What stands in its lists',
    bullets([
      `${percent(catalog.coverage)} of the catalog; Gini coefficient of how often each product is listed ${decimal(catalog.gini)}`,
      `popularity percentile ${percent(catalog.listedPercentile)} on average, of what shoppers went to ${percent(catalog.targetPercentile)}`,
      ...(catalog.diversity === null
        ? []
        : [`diversity ${decimal(catalog.diversity)}, by ${catalog.diversityBy}`]),
      `scores read as probabilities are off by ${percent(calibration.first)} for the first place, ${percent(calibration.list)} for the list`,
    ]),
    '## Limits',
    bullets(limits),
    '## Data and measurement',
    bullets([
      `Learned from ${sideText(data.train)}`,
      `Measured on ${sideText(data.test)}`,
      measured.split,
      measured.how,
      data.consent,
    ]),
    '## Parameters',
    table(
      ['', ''],
      // Sorted, as in a manifest: a card read from there gives the same page.
      Object.entries(model.parameters)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => [name, String(value)]),
    ),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${plain(line)}`).join('\n')

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** What came from data must not be taken for markup. */
const plain = (text: string): string => text.replace(/[\\|<>*`[\]]/g, '\\$&').replace(/\s+/g, ' ')

function told(write: (n: number) => string, range: (e: Estimate) => string, estimate: Estimate): string {
  const interval = range(estimate)
  return interval === '' ? write(estimate.value) : `${write(estimate.value)} (${interval})`
}
