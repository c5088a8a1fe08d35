/**
 * @module Embeddings: numbers of items such that a session's point at what comes next. Counts know only pairs that were
 * seen; these say also how alike two items are in what comes before and after them.
 *
 *     x = Σ over the 6 most recent distinct items i of e^{−d/2} U_i        d = 0, 1 … from the newest
 *     logit(j) = x · V_j + b_j                                             loss = −ln softmax of the next item
 *
 * The softmax runs over the next item and 32 drawn from all events, by how often they occur, as in word2vec (Mikolov et
 * al., "Distributed representations of words and phrases", 2013). Steps are Adagrad's (Duchi et al., 2011), one rate a row.
 *
 * Two fits from different draws don't agree in their numbers, only in products and angles of them: these alone are
 * features, so that a scorer fitted to one embedding can value the pairs of another.
 */
import { firstOfNewest } from '../../dataset/part-of-log.ts'
import { seededRandom } from '../../evaluate/random.ts'
import { sharedFloat32 } from '../../parallel/shared.ts'
import { MAX_SESSION_EVENTS } from '../session-index.ts'
import type { PairLog } from './candidates.ts'
import { createEmbeddingKernel } from './embedding-module.ts'

/** Numbers an item; fits whose features are averaged; both measured, see docs/decisions/0011. */
export const DIMS = 32
export const FITS = 2
const EPOCHS = 3
/** Events that fits go over in all, so that the time of the largest logs stays bounded: the newest ones then, once. */
const MOST_PASSES = 3_000_000
/** Catalogs above this would fill the memory of a training with embeddings: they go without. */
const MOST_ITEMS = 250_000
const SPEAKERS = 6
const DRAWN = 32
const RATE = 0.15
/** Adagrad's sums start here: no first step is larger than a rate. */
const START = 1e-3
/** Slopes below this are rounded at random to 0 or to this, as in passes.ts: most of what is drawn matters little. */
const ROUNDED_BELOW = 0.02

/** The embeddings of one source's items, in shared memory; zeros for items without events. */
export interface Embedding {
  /** U and V, [FITS, n, DIMS] each. */
  contexts: Float32Array
  targets: Float32Array
  /** b, [FITS, n] */
  biases: Float32Array
}

/** Room for one embedding a source; none where there are too many items. */
export const emptyEmbeddings = (sources: number, items: number): Embedding[] =>
  Array.from({ length: items > MOST_ITEMS ? 0 : sources }, () => ({
    contexts: sharedFloat32(FITS * items * DIMS),
    targets: sharedFloat32(FITS * items * DIMS),
    biases: sharedFloat32(FITS * items),
  }))

/** Which events are learned from, how often. */
export function passesOver({ offsets }: Pick<PairLog, 'offsets'>, most = MOST_PASSES) {
  const events = (offsets.at(-1) ?? 0) - (offsets[0] ?? 0)
  const first = firstOfNewest(offsets, most)
  return { first, epochs: Math.max(1, Math.min(EPOCHS, Math.floor(most / Math.max(1, events)))) }
}

/** Fits the embedding of this number, 0 … FITS − 1, and writes it; the same log gives the same numbers. */
export function fitEmbedding({ events, offsets, items }: PairLog, fit: number, into: Embedding): void {
  const n = items.length
  const sessions = offsets.length - 1
  const { first, epochs } = passesOver({ offsets })
  const start = offsets[first] ?? 0
  const total = (offsets[sessions] ?? 0) - start
  const random = seededRandom(1000 + fit)
  const kernel = createEmbeddingKernel(DIMS, 2 * n)
  const { context, slope, rows } = kernel
  const target = (item: number): number => n + item

  const isKnown = new Uint8Array(n)
  for (const item of events.subarray(start, start + total)) isKnown[item] = 1
  const spread = Math.sqrt(3 / DIMS)
  isKnown.forEach((known, item) => {
    for (let k = item * DIMS; known === 1 && k < (item + 1) * DIMS; k++) rows[k] = (2 * random() - 1) * spread
  })
  const biases = new Float64Array(n)
  const squares = { context: filled(n), target: filled(n), bias: filled(n) }
  const speakers = new Int32Array(SPEAKERS)
  const shares = Float64Array.from({ length: SPEAKERS }, (_, d) => Math.exp(-d / 2))
  const candidates = new Int32Array(DRAWN + 1)
  const chances = new Float64Array(DRAWN + 1)

  /** x of the events before one; how many items speak. */
  const listen = (event: number, from: number): number => {
    context.fill(0)
    let size = 0
    for (let e = event - 1; e >= from && size < SPEAKERS; e--) {
      const item = events[e] ?? 0
      if (isAmong(speakers, size, item)) continue
      kernel.gather(item, shares[size] ?? 0)
      speakers[size++] = item
    }
    return size
  }

  /** The next item and those drawn, with their chances; how many. */
  const draw = (next: number): number => {
    candidates[0] = next
    let size = 1
    for (let d = 0; d < DRAWN; d++) {
      const item = events[start + Math.floor(random() * total)] ?? 0
      if (item !== next) candidates[size++] = item
    }
    let most = Number.NEGATIVE_INFINITY
    for (let c = 0; c < size; c++) {
      const item = candidates[c] ?? 0
      const logit = kernel.dot(target(item)) + (biases[item] ?? 0)
      chances[c] = logit
      most = Math.max(most, logit)
    }
    let sum = 0
    for (let c = 0; c < size; c++) {
      const chance = Math.exp((chances[c] ?? 0) - most)
      chances[c] = chance
      sum += chance
    }
    for (let c = 0; c < size; c++) chances[c] = (chances[c] ?? 0) / sum
    return size
  }

  const learn = (event: number, from: number, rate: number): void => {
    const speaking = listen(event, from)
    const length = meanSquare(context)
    const size = draw(events[event] ?? 0)
    slope.fill(0)
    for (let c = 0; c < size; c++) {
      let pull = (chances[c] ?? 0) - (c === 0 ? 1 : 0)
      if (c > 0 && pull < ROUNDED_BELOW) {
        if (random() * ROUNDED_BELOW >= pull) continue
        pull = ROUNDED_BELOW
      }
      const item = candidates[c] ?? 0
      kernel.pull(target(item), pull, -rate * pull * scaleOf(squares.target, item, pull * pull * length))
      biases[item] = (biases[item] ?? 0) - rate * pull * scaleOf(squares.bias, item, pull * pull)
    }
    const steepness = meanSquare(slope)
    for (let s = 0; s < speaking; s++) {
      const item = speakers[s] ?? 0
      const share = shares[s] ?? 0
      kernel.push(item, -rate * share * scaleOf(squares.context, item, share * share * steepness))
    }
  }

  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let s = first; s < sessions; s++) {
      const to = offsets[s + 1] ?? 0
      const from = Math.max(offsets[s] ?? 0, to - MAX_SESSION_EVENTS)
      const rate = RATE * (1 - (epoch + (s - first) / (sessions - first)) / epochs)
      for (let event = from + 1; event < to; event++) learn(event, from, rate)
    }
  }
  into.contexts.set(rows.subarray(0, n * DIMS), fit * n * DIMS)
  into.targets.set(rows.subarray(n * DIMS), fit * n * DIMS)
  into.biases.set(biases, fit * n)
}

function isAmong(items: Int32Array, size: number, item: number): boolean {
  for (let s = 0; s < size; s++) if (items[s] === item) return true
  return false
}

const filled = (n: number): Float64Array => new Float64Array(n).fill(START)

/** Adds to the sum of squared slopes of a row and gives 1 / √ of it. */
function scaleOf(squares: Float64Array, row: number, square: number): number {
  const sum = (squares[row] ?? 0) + square
  squares[row] = sum
  return 1 / Math.sqrt(sum)
}

function meanSquare(x: Float32Array): number {
  let sum = 0
  for (const number of x) sum += number * number
  return sum / x.length
}
