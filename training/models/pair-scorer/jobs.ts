/**
 * @module What threads do for the pair scorer, and what each is set up with. The arguments of every job are checked where
 * they arrive; arrays lie in shared memory.
 */
import { z } from 'zod'
import type { Jobs } from '../../parallel/pool.ts'
import { layoutIn, sharedMemory } from '../../parallel/wasm-memory.ts'
import { CANDIDATES, createPairRows, type PairRows } from './candidates.ts'
import { createCounter, type PairCounter } from './counts.ts'
import { FITS, fitEmbedding } from './embedding.ts'
import { createKernel, type Kernel, placesOf } from './network.ts'
import { backwardShard, forwardShard } from './passes.ts'
import { createTableWriter } from './table.ts'
import { createStepWriter } from './walks.ts'

const ints = z.custom<Int32Array>((value) => value instanceof Int32Array)
const floats = z.custom<Float32Array>((value) => value instanceof Float32Array)
const doubles = z.custom<Float64Array>((value) => value instanceof Float64Array)
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** Rows a piece of work over all rows. */
export const ROWS = 128

const tableSchema = z.object({
  items: z.int(),
  neighbours: z.int(),
  heads: z.int(),
  index: ints,
  value: floats,
})
const contentSchema = z.object({
  text: tableSchema,
  numbering: tableSchema,
  types: ints,
  vendors: ints,
  logPrices: floats,
  ages: floats,
  arrivals: ints,
})
const sourceSchema = z.object({ events: ints, offsets: ints, baskets: bytes })
export const setupSchema = z.object({
  items: z.int(),
  sources: z.array(sourceSchema),
  content: contentSchema.nullable(),
  fading: z.object({ slow: z.number(), fast: z.number() }),
  /** What fitting needs, features first. */
  memory: z.instanceof(WebAssembly.Memory),
})
export type PairSetup = z.infer<typeof setupSchema>

const embeddingSchema = z.object({ contexts: floats, targets: floats, biases: floats })
const rowsSchema = z.object({
  rule: z.object({ self: z.boolean(), alike: z.boolean() }),
  steps: z.array(tableSchema),
  embeddings: z.array(embeddingSchema),
  linear: tableSchema.nullable(),
})
const embedArgs = z.object({ embeddings: z.array(embeddingSchema) })
const stepsArgs = z.object({ source: z.int(), table: tableSchema })
const fitRowsArgs = rowsSchema.extend({ items: ints, columns: ints, features: floats, sizes: ints })
const passesArgs = z.object({
  fit: z.object({
    sizes: ints,
    values: doubles,
    extra: doubles,
    rowSums: doubles,
    rowSlopes: doubles,
  }),
  width: z.int(),
  touched: ints,
  count: z.int(),
  theta: floats,
  gradients: floats,
  seed: z.int().nullable(),
})
const tableArgs = rowsSchema.extend({
  theta: doubles,
  standard: z.object({ mean: doubles, deviation: doubles }),
  isFresh: bytes,
  boost: z.number(),
  table: tableSchema,
})

/** The jobs over one counting of sessions. */
export function createPairJobs(setup: PairSetup): Jobs {
  const items = { length: setup.items }
  /** Counted when first needed: a thread that only fits needs no index of the sessions. */
  let counters: PairCounter[] | undefined
  const counted = (): PairCounter[] => {
    counters ??= setup.sources.map((source) => createCounter({ ...source, items }, setup.fading))
    return counters
  }
  let kernel: Kernel | undefined
  const kernelOf = (width: number): Kernel => {
    kernel ??= createKernel(width, setup.memory)
    return kernel
  }
  const rowsOf = ({ rule, ...parts }: z.infer<typeof rowsSchema>): PairRows =>
    createPairRows({ counters: counted(), content: setup.content, ...parts }, rule)
  const eachRow = (rows: number, work: (row: number) => void) => (piece: number) => {
    for (let row = piece * ROWS; row < Math.min(rows, (piece + 1) * ROWS); row++) work(row)
  }

  return {
    embed(args) {
      const { embeddings } = embedArgs.parse(args)
      return (piece) => {
        const source = Math.floor(piece / FITS)
        const log = setup.sources[source]
        const into = embeddings[source]
        if (log === undefined || into === undefined) throw new Error(`There is no source ${source}.`)
        fitEmbedding({ ...log, items }, piece % FITS, into)
      }
    },
    steps(args) {
      const { source, table } = stepsArgs.parse(args)
      const counter = counted()[source]
      if (counter === undefined) throw new Error(`There is no source ${source}.`)
      return eachRow(setup.items, createStepWriter(counter, table))
    },
    fitRows(args) {
      const { items: wanted, columns, features, sizes, ...parts } = fitRowsArgs.parse(args)
      const rows = rowsOf(parts)
      return eachRow(wanted.length, (slot) => {
        sizes[slot] = rows.write(wanted[slot] ?? 0, columns, features, slot * CANDIDATES)
      })
    },
    forward(args) {
      const { width, ...passes } = passesArgs.parse(args)
      return (shard) => forwardShard(kernelOf(width), passes, shard)
    },
    backward(args) {
      const { width, ...passes } = passesArgs.parse(args)
      return (shard) => backwardShard(kernelOf(width), passes, shard)
    },
    table(args) {
      const { theta, standard, isFresh, boost, table, ...parts } = tableArgs.parse(args)
      const rows = rowsOf(parts)
      const { weights } = placesOf(rows.width)
      const memory = sharedMemory()
      const features = layoutIn(memory).float32(CANDIDATES * rows.width)
      const kernels = Array.from({ length: theta.length / weights }, (_, m) => {
        const own = createKernel(rows.width, memory)
        own.theta.set(theta.subarray(m * weights, (m + 1) * weights))
        return own
      })
      return eachRow(
        table.items,
        createTableWriter(rows, { kernels, features }, { standard, isFresh, boost }, table),
      )
    },
  }
}
