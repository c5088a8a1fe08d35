/**
 * @module What training costs: `npm run bench:train`. Each model is trained in a process of its own, so that its peak
 * memory is its own, reading included; SLIST stands beside the pair scorer on the same machine.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { bytes, count, table } from '../../training/cli/output.ts'
import { readEventFile } from '../../training/dataset/event-file.ts'
import { readSessionFile } from '../../training/dataset/session-file.ts'
import { sessionCount } from '../../training/dataset/session-log.ts'
import { METHODS } from '../../training/models/methods.ts'

const DATA = join(import.meta.dirname, '../../../shared/data')
const LOGS = [
  { name: 'Diginetica', file: 'sessions/diginetica.train.txt.gz', read: readSessionFile, promised: 120 },
  { name: 'Serenade sample', file: 'serenade/train.tsv.gz', read: readEventFile, promised: 20 },
]
const COMPARED = ['pair-scorer', 'slist'] as const
const PROMISED_BYTES = 1.5e9

const costSchema = z.object({
  sessions: z.int(),
  events: z.int(),
  items: z.int(),
  seconds: z.number(),
  peakBytes: z.number(),
})

/** Trains one model and prints what it cost as JSON. */
async function train(logName: string, method: string): Promise<void> {
  const log = LOGS.find(({ name }) => name === logName)
  const name = COMPARED.find((compared) => compared === method)
  if (log === undefined || name === undefined) throw new Error(`There is no ${method} on ${logName}.`)
  const data = await log.read(join(DATA, log.file))
  const started = performance.now()
  await METHODS[name](data)
  const cost: z.infer<typeof costSchema> = {
    sessions: sessionCount(data),
    events: data.events.length,
    items: data.items.length,
    seconds: (performance.now() - started) / 1000,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  }
  console.log(JSON.stringify(cost))
}

function compare(): void {
  const rows = [['data', 'model', 'sessions', 'events', 'items', 'time', 'peak memory', 'promised']]
  for (const { name, file, promised } of LOGS) {
    if (!existsSync(join(DATA, file))) {
      console.log(`Left out: ${name}, there is no ${join(DATA, file)}.`)
      continue
    }
    for (const method of COMPARED) {
      const stdout = execFileSync(process.execPath, [import.meta.filename, name, method], {
        encoding: 'utf8',
      })
      const { sessions, events, items, seconds, peakBytes } = costSchema.parse(JSON.parse(stdout))
      const kept = seconds <= promised && peakBytes <= PROMISED_BYTES ? 'kept' : 'broken'
      rows.push([
        name,
        method,
        ...[sessions, events, items].map(count),
        `${seconds.toFixed(1)} s`,
        bytes(peakBytes),
        method === 'slist' ? '' : `${promised} s, ${bytes(PROMISED_BYTES)}: ${kept}`,
      ])
    }
  }
  console.log(table(rows, [2, 3, 4, 5, 6]))
}

const [logName, method] = process.argv.slice(2)
if (logName === undefined || method === undefined) compare()
else await train(logName, method)
