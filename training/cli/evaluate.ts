/**
 * @module aisle evaluate: trains on one file and measures the exported models, run by onnxruntime-web, on another.
 *
 *     npm run aisle -- evaluate --train train.txt.gz --test test.txt.gz --format sessions
 */
import { defineCommand } from 'citty'
import { z } from 'zod'
import { readEventFile, type SessionLogFile } from '../dataset/event-file.ts'
import { REASONS } from '../dataset/left-out.ts'
import { readSessionFile } from '../dataset/session-file.ts'
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import type { Metrics } from '../evaluate/metrics.ts'
import { evaluateNextItem, type Protocol, rowLookup } from '../evaluate/next-item.ts'
import { exportModel } from '../export/export-model.ts'
import { METHOD_NAMES, METHODS, type Method } from '../models/methods.ts'
import { openRanker } from '../runtime/onnx-ranker.ts'
import { tableRanker } from '../table/score.ts'
import { CliError } from './errors.ts'
import { readFlags, wholeNumber } from './flags.ts'
import { withHelp } from './help.ts'
import { bytes, count, createOutput, type Output, table } from './output.ts'
import { withProgress } from './with-progress.ts'

const FORMATS = ['sessions', 'events'] as const

const flagsSchema = z.object({
  train: z.string().min(1),
  test: z.string().min(1),
  format: z.enum(FORMATS),
  k: wholeNumber(1, 1000),
  'min-prefix': wholeNumber(1, 1000),
  model: z
    .string()
    .transform((text) => [...new Set(text.split(',').map((name) => name.trim()))])
    .pipe(z.array(z.enum(METHOD_NAMES, `expected names among ${METHOD_NAMES.join(', ')}`)).min(1)),
  json: z.boolean(),
})

const command = defineCommand({
  meta: { name: 'evaluate', description: 'Trains on one file and measures the exported model on another' },
  args: {
    train: {
      type: 'string',
      required: true,
      valueHint: 'file',
      description: 'Sessions to learn from, also .gz or .xz',
    },
    test: { type: 'string', required: true, valueHint: 'file', description: 'Sessions to measure on' },
    format: {
      type: 'enum',
      options: [...FORMATS],
      required: true,
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
    json: { type: 'boolean', default: false, description: 'Print one JSON object' },
  },
  async run({ args }) {
    const flags = readFlags(flagsSchema, args)
    const output = createOutput(flags.json)
    const train = await read(flags.train, flags.format, output)
    const test = await read(flags.test, flags.format, output)

    const protocol = { k: flags.k, minPrefix: flags['min-prefix'] }
    const measured: Measured[] = []
    for (const name of flags.model) measured.push(await measure(name, train, test, protocol, output))
    const [main] = measured
    if (main === undefined || main.result.predictions === 0) {
      throw new CliError(
        `${flags.test} holds nothing to predict: every session is shorter than ${protocol.minPrefix + 1}.`,
      )
    }
    output.line(`${count(main.result.predictions)} predictions over ${count(train.items.length)} products`)
    output.line(resultTable(flags.k, measured))
    output.result({
      ...main.result,
      models: Object.fromEntries(measured.map(({ name, result }) => [name, result])),
    })
  },
})

/** What is told of one model. */
interface Result {
  all: Metrics
  novel: Metrics
  predictions: number
  items: number
  trainSeconds: number
  modelBytes: number
  unquantized: { all: Metrics; novel: Metrics }
}

interface Measured {
  name: Method
  result: Result
}

/** Trains a model, exports it and measures both what was exported and what was trained. */
async function measure(
  name: Method,
  train: SessionLog,
  test: SessionLog,
  protocol: Protocol,
  output: Output,
): Promise<Measured> {
  const started = performance.now()
  const model = await withProgress(`Training ${name}`, output, (onProgress) =>
    METHODS[name](train, onProgress),
  )
  const trainSeconds = (performance.now() - started) / 1000
  const exported = exportModel(model.table)
  const onnx = await openRanker(exported)
  const reader = { rowOf: rowLookup(train.items), session: model.session }
  const served = await withProgress(`Measuring ${name} as exported`, output, (onProgress) =>
    evaluateNextItem({ ...reader, ranker: onnx }, test, protocol, onProgress),
  )
  await onnx.release()
  const { all, novel } = await withProgress(`Measuring ${name} unquantized`, output, (onProgress) =>
    evaluateNextItem({ ...reader, ranker: tableRanker(model.table) }, test, protocol, onProgress),
  )
  const modelBytes = exported.graph.length + exported.weights.length
  const items = train.items.length
  return { name, result: { ...served, items, trainSeconds, modelBytes, unquantized: { all, novel } } }
}

/** @throws CliError where the file holds no session */
async function read(path: string, format: (typeof FORMATS)[number], output: Output): Promise<SessionLogFile> {
  const log = await withProgress(`Reading ${path}`, output, (onProgress) =>
    format === 'sessions' ? readSessionFile(path, onProgress) : readEventFile(path, onProgress),
  )
  if (sessionCount(log) === 0) {
    throw new CliError(`${path} holds no session in the format "${format}" (${count(log.lines)} lines read).`)
  }
  output.line(`${path}: ${count(sessionCount(log))} sessions, ${count(log.events.length)} events`)
  for (const { reason, lines, example } of log.leftOut) {
    output.line(`  left out ${count(lines)}: ${REASONS[reason]} (line ${example})`)
  }
  return log
}

function resultTable(k: number, measured: readonly Measured[]): string {
  const shares = ({ all, novel }: Pick<Result, 'all' | 'novel'>): string[] =>
    [all.hr, all.mrr, novel.hr, novel.mrr].map((share) => share.toFixed(4))
  const rows = measured.flatMap(({ name, result }) => [
    [name, ...shares(result), `${result.trainSeconds.toFixed(1)} s`, bytes(result.modelBytes)],
    ['  unquantized', ...shares(result.unquantized), '', ''],
  ])
  const head = ['', `all HR@${k}`, `MRR@${k}`, `novel HR@${k}`, `MRR@${k}`, 'training', 'size']
  return table([head, ...rows], [1, 2, 3, 4, 5, 6])
}

export default withHelp(command, [
  {
    does: 'The usual benchmark of session models',
    run: 'aisle evaluate --train diginetica.train.txt.gz --test diginetica.test.txt.gz --format sessions',
  },
  {
    does: 'Models side by side',
    run: 'aisle evaluate --train train.tsv --test test.tsv --format events --model pair-scorer,slist,popular',
  },
  {
    does: 'Prefixes of two and more, for machines',
    run: 'aisle evaluate --train train.tsv --test test.tsv --format events --min-prefix 2 --json',
  },
])
