/**
 * @module aisle evaluate: trains on one file and measures the exported model, run by onnxruntime-web, on another.
 *
 *     npm run aisle -- evaluate --train train.txt.gz --test test.txt.gz --format sessions
 */
import { defineCommand } from 'citty'
import { z } from 'zod'
import { readEventFile, type SessionLogFile } from '../dataset/event-file.ts'
import { REASONS } from '../dataset/left-out.ts'
import { readSessionFile } from '../dataset/session-file.ts'
import { sessionCount } from '../dataset/session-log.ts'
import { evaluateNextItem, type NextItemResult, rowLookup } from '../evaluate/next-item.ts'
import { exportModel } from '../export/export-model.ts'
import { trainSlist } from '../models/slist.ts'
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
    json: { type: 'boolean', default: false, description: 'Print one JSON object' },
  },
  async run({ args }) {
    const flags = readFlags(flagsSchema, args)
    const output = createOutput(flags.json)
    const train = await read(flags.train, flags.format, output)
    const test = await read(flags.test, flags.format, output)

    const started = performance.now()
    const model = await withProgress('Training', output, (onProgress) => trainSlist(train, onProgress))
    const trainSeconds = (performance.now() - started) / 1000

    const exported = exportModel(model.table)
    const onnx = await openRanker(exported)
    const protocol = { k: flags.k, minPrefix: flags['min-prefix'] }
    const reader = { rowOf: rowLookup(train.items), session: model.session }
    const measured = await withProgress('Measuring the exported model', output, (onProgress) =>
      evaluateNextItem({ ...reader, ranker: onnx }, test, protocol, onProgress),
    )
    await onnx.release()
    const unquantized = await withProgress('Measuring the unquantized table', output, (onProgress) =>
      evaluateNextItem({ ...reader, ranker: tableRanker(model.table) }, test, protocol, onProgress),
    )
    if (measured.predictions === 0) {
      throw new CliError(
        `${flags.test} holds nothing to predict: every session is shorter than ${protocol.minPrefix + 1}.`,
      )
    }

    const modelBytes = exported.graph.length + exported.weights.length
    output.line(
      `${count(measured.predictions)} predictions over ${count(train.items.length)} products, ` +
        `trained in ${trainSeconds.toFixed(1)} s, ${bytes(modelBytes)}`,
    )
    output.line(table(resultRows(flags.k, measured, unquantized), [1, 2, 3, 4]))
    output.result({
      all: measured.all,
      novel: measured.novel,
      predictions: measured.predictions,
      items: train.items.length,
      trainSeconds,
      modelBytes,
      unquantized: { all: unquantized.all, novel: unquantized.novel },
    })
  },
})

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

function resultRows(k: number, exported: NextItemResult, unquantized: NextItemResult): string[][] {
  const row = (name: string, { all, novel }: NextItemResult): string[] => [
    name,
    ...[all.hr, all.mrr, novel.hr, novel.mrr].map((share) => share.toFixed(4)),
  ]
  return [
    ['', `all HR@${k}`, `MRR@${k}`, `novel HR@${k}`, `MRR@${k}`],
    row('exported', exported),
    row('unquantized', unquantized),
  ]
}

export default withHelp(command, [
  {
    does: 'The usual benchmark of session models',
    run: 'aisle evaluate --train diginetica.train.txt.gz --test diginetica.test.txt.gz --format sessions',
  },
  {
    does: 'Prefixes of two and more, for machines',
    run: 'aisle evaluate --train train.tsv --test test.tsv --format events --min-prefix 2 --json',
  },
])
