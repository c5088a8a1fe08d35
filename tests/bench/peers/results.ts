/**
 * @module What a run found, kept in docs/benchmarks/peers.json so that one model can be measured again without the others.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const metricsSchema = z.object({ hr: z.number(), mrr: z.number() })

/** What a model's own process tells of its training. */
export const toldSchema = z.object({
  /** Seconds of training on the clock, and of CPU over all cores; choosing on validation sessions included. */
  trainSeconds: z.number(),
  trainCpuSeconds: z.number(),
  /** Most memory of the process until training ended, bytes. */
  peakBytes: z.number(),
  modelBytes: z.number(),
  /** Median of single requests on one thread, milliseconds. */
  requestMs: z.number(),
  /** How training ended, for people. */
  ended: z.string(),
  settings: z.record(z.string(), z.unknown()),
  versions: z.record(z.string(), z.string()),
})
export type Told = z.infer<typeof toldSchema>

const outcomeSchema = z.union([
  toldSchema.extend({ all: metricsSchema, novel: metricsSchema }),
  z.object({ failed: z.string() }),
])
export type Outcome = z.infer<typeof outcomeSchema>

const entrySchema = z.object({
  model: z.string(),
  dataset: z.string(),
  date: z.iso.date(),
  cores: z.int(),
  outcome: outcomeSchema,
})
export type Entry = z.infer<typeof entrySchema>

const datasetSchema = z.object({
  name: z.string(),
  sessions: z.int(),
  /** Training sessions of the whole file, of which the newest were taken. */
  ofSessions: z.int(),
  events: z.int(),
  items: z.int(),
  predictions: z.int(),
  /** Of the sessions as the models get them. */
  sha256: z.string(),
})
export type DatasetFacts = z.infer<typeof datasetSchema>

const resultsSchema = z.object({ datasets: z.array(datasetSchema), entries: z.array(entrySchema) })
export type Results = z.infer<typeof resultsSchema>

/** Stored results, without those of data that have changed since. */
export function readResults(path: string, datasets: readonly DatasetFacts[]): Results {
  const facts = datasets.map((dataset) => datasetSchema.parse(dataset))
  if (!existsSync(path)) return { datasets: facts, entries: [] }
  const stored = resultsSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  const unchanged = (name: string): boolean => {
    const [now, then] = [facts, stored.datasets].map((all) => all.find((dataset) => dataset.name === name))
    return now === undefined || now.sha256 === then?.sha256
  }
  const absent = stored.datasets.filter(({ name }) => !facts.some((dataset) => dataset.name === name))
  return {
    datasets: [...facts, ...absent],
    entries: stored.entries.filter(({ dataset }) => unchanged(dataset)),
  }
}

/** Puts an entry in the place of the older one and stores all; reads before, so that two runs may share the file. */
export function keepEntry(path: string, datasets: readonly DatasetFacts[], entry: Entry): Results {
  const results = readResults(path, datasets)
  const others = results.entries.filter(
    ({ model, dataset }) => model !== entry.model || dataset !== entry.dataset,
  )
  results.entries = [...others, entry]
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`)
  return results
}
