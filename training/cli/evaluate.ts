/**
 * @module aisle evaluate: learns from the older sessions and measures the exported models, run by onnxruntime-web, on the
 * newer ones.
 *
 *     npm run aisle -- evaluate --train train.txt.gz --test test.txt.gz --format sessions --report report.html
 */
import { writeFile } from 'node:fs/promises'
import { defineCommand } from 'citty'
import { z } from 'zod'
import { messageOf } from '../dataset/input-error.ts'
import type { SessionLog } from '../dataset/session-log.ts'
import { type Cases, caseCount, casesOf } from '../evaluate/cases.ts'
import { contentSimilarity, coOccurrence, type Similarity } from '../evaluate/diversity.ts'
import { metricsOf, rowLookup } from '../evaluate/next-item.ts'
import { rankCases } from '../evaluate/rank-cases.ts'
import { rankExported } from '../evaluate/rank-exported.ts'
import { exportModel } from '../export/export-model.ts'
import { METHOD_NAMES, METHODS, type Method } from '../models/methods.ts'
import { buildResult, type MeasuredModel } from '../report/build-result.ts'
import type { EvaluationResult } from '../report/result.ts'
import { RUNTIME } from '../runtime/onnx-ranker.ts'
import { tableRanker } from '../table/score.ts'
import { CliError, UsageError } from './errors.ts'
import { type EvaluationData, FORMATS, readDataset, readFiles } from './evaluation-data.ts'
import { printResult } from './evaluation-tables.ts'
import { instant, readFlags, wholeNumber } from './flags.ts'
import { withHelp } from './help.ts'
import { createOutput, type Output } from './output.ts'
import { withProgress } from './with-progress.ts'

const SPLIT = 'expected a share as 0.9, a day as 2011-11-09 or an ISO date-time'
/** A share below 1 of the sessions, or a time. */
const splitSchema = z.union(
  [
    z
      .string()
      .regex(/^0?\.\d+$/)
      .transform((text) => ({ share: Number(text) }))
      .refine(({ share }) => share > 0),
    instant.transform((time) => ({ time })),
  ],
  SPLIT,
)

const flagsSchema = z.object({
  train: z.string().min(1).optional(),
  test: z.string().min(1).optional(),
  format: z.enum(FORMATS).optional(),
  data: z.string().min(1).optional(),
  split: splitSchema.optional(),
  k: wholeNumber(1, 1000),
  'min-prefix': wholeNumber(1, 1000),
  model: z
    .string()
    .transform((text) => [...new Set(text.split(',').map((name) => name.trim()))])
    .pipe(z.array(z.enum(METHOD_NAMES, `expected names among ${METHOD_NAMES.join(', ')}`)).min(1)),
  report: z.string().min(1).optional(),
  json: z.boolean(),
})
type Flags = z.output<typeof flagsSchema>

const command = defineCommand({
  meta: {
    name: 'evaluate',
    description: 'Learns from older sessions and measures the exported models on newer ones',
  },
  args: {
    data: {
      type: 'string',
      valueHint: 'dir',
      description: 'A dataset, as aisle import made it; its newest sessions are measured on',
    },
    split: {
      type: 'string',
      valueHint: 'when',
      description: 'Where to cut the dataset: a day, or a share of its sessions (0.9 where left out)',
    },
    train: { type: 'string', valueHint: 'file', description: 'Sessions to learn from, also .gz or .xz' },
    test: { type: 'string', valueHint: 'file', description: 'Sessions to measure on, newer ones' },
    format: {
      type: 'enum',
      options: [...FORMATS],
      description: 'sessions: one a line, item ids in order; events: TSV with SessionId, ItemId, Time',
    },
    k: { type: 'string', default: '20', valueHint: 'n', description: 'Length of the list that counts' },
    'min-prefix': {
      type: 'string',
      default: '1',
      valueHint: 'n',
      description: 'Length of the shortest prefix that predicts',
    },
    model: {
      type: 'string',
      default: 'pair-scorer',
      valueHint: 'names',
      description: `Models to measure side by side, separated by commas: ${METHOD_NAMES.join(', ')}`,
    },
    report: {
      type: 'string',
      valueHint: 'file',
      description: 'Write a page with charts, one HTML file that needs no network',
    },
    json: { type: 'boolean', default: false, description: 'Print one JSON object' },
  },
  async run({ args }) {
    const flags = readFlags(flagsSchema, args)
    const output = createOutput(flags.json)
    const { train, test, note, sources, contents } = await readData(flags, output)
    const k = flags.k
    const minPrefix = flags['min-prefix']
    const cases = casesOf(test, minPrefix)
    if (caseCount(cases) === 0) {
      const short = cases.kind === 'visits' ? `is shorter than ${minPrefix + 1}` : 'holds one product'
      throw new CliError(`${sources.at(-1)} holds nothing to predict: every session ${short}.`)
    }

    const measured: MeasuredModel[] = []
    for (const name of flags.model) measured.push(await measure(name, train, contents, { cases, k, output }))
    const measurement = {
      ...{ cases, train, test, minPrefix, k, sources },
      split: note,
      runtime: RUNTIME,
      similarity: similarityOf(train, contents),
      categoryOf: (productId: string) => contents.get(productId)?.type,
    }
    const result = buildResult(measurement, measured)
    printResult(result, output)
    if (flags.report !== undefined) {
      await writeReport(flags.report, result)
      output.line()
      output.line(`The report is in ${flags.report}`)
    }
    output.result(result)
  },
})

/** By what the shop says of its products, where it says anything of most of them; else by who looks at them. */
function similarityOf(train: SessionLog, contents: EvaluationData['contents']): Similarity {
  const texts = train.items.map((productId) => {
    const { title = '', type = '', vendor = '', tags = [], description = '' } = contents.get(productId) ?? {}
    return [title, type, vendor, ...tags, description].join(' ').trim()
  })
  const known = texts.filter((text) => text !== '').length
  return 2 * known > texts.length ? contentSimilarity(texts) : coOccurrence(train)
}

/** Two files or a dataset, not both. */
function readData(flags: Flags, output: Output): Promise<EvaluationData> {
  const { data, split, train, test, format } = flags
  if (data !== undefined) {
    if (train !== undefined || test !== undefined || format !== undefined) {
      throw new UsageError('Give either --data, or --train, --test and --format, not both.')
    }
    return readDataset(data, split ?? { share: 0.9 }, output)
  }
  if (split !== undefined) throw new UsageError('--split cuts a dataset; give --data as well.')
  if (train === undefined || test === undefined || format === undefined) {
    throw new UsageError('Give --data DIR, or --train FILE, --test FILE and --format.')
  }
  return readFiles({ train, test, format }, output)
}

/** Trains a model, exports it and measures both what was exported and what was trained. */
async function measure(
  name: Method,
  train: SessionLog,
  contents: EvaluationData['contents'],
  { cases, k, output }: { cases: Cases; k: number; output: Output },
): Promise<MeasuredModel> {
  const started = performance.now()
  const model = await withProgress(`Training ${name}`, output, (onProgress) =>
    METHODS[name](train, onProgress, contents),
  )
  const trainSeconds = (performance.now() - started) / 1000
  const exported = exportModel(model.table)
  const { table, session } = model
  const stretch = { exported, table, session, items: train.items, cases, k }
  const records = await withProgress(`Measuring ${name} as exported`, output, (onProgress) =>
    rankExported(stretch, onProgress),
  )
  const reader = { ranker: tableRanker(table), rowOf: rowLookup(train.items), session }
  const exact = await withProgress(`Measuring ${name} unquantized`, output, (onProgress) =>
    rankCases(reader, cases, k, { onProgress }),
  )
  const { all, novel } = metricsOf(cases, exact)
  const modelBytes = exported.graph.length + exported.weights.length
  const { parameters } = model
  return { name, parameters, records, unquantized: { all, novel }, trainSeconds, modelBytes }
}

/** @throws CliError where the file can't be written */
async function writeReport(path: string, result: EvaluationResult): Promise<void> {
  // What draws the charts takes half a second to load.
  const { renderReport } = await import('../report/report.ts')
  try {
    await writeFile(path, renderReport(result))
  } catch (error) {
    throw new CliError(`The report could not be written: ${messageOf(error)}. Choose another place for it.`)
  }
}

export default withHelp(command, [
  {
    does: 'The usual benchmark of session models',
    run: 'aisle evaluate --train diginetica.train.txt.gz --test diginetica.test.txt.gz --format sessions',
  },
  {
    does: 'Models side by side, with a page to show',
    run: 'aisle evaluate --data .aisle/data --split 2011-11-09 --model pair-scorer,slist,popular --report report.html',
  },
  {
    does: 'Prefixes of two and more, for machines',
    run: 'aisle evaluate --train train.tsv --test test.tsv --format events --min-prefix 2 --json',
  },
])
