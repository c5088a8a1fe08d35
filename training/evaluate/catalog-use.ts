/**
 * @module What part of the catalog a model's lists use, and how much they lean to what is popular anyway.
 */
import type { SessionLog } from '../dataset/session-log.ts'
import { type Cases, caseCount } from './cases.ts'
import type { Records } from './rank-cases.ts'
import { trainingEvents } from './slices.ts'

export interface CatalogUse {
  /** Share of the products that stand in at least one list. */
  coverage: number
  /** Gini coefficient of how often each product is listed: 0 all alike, 1 one product alone. */
  gini: number
  /** Mean training events of a listed product (ARP: average recommendation popularity). */
  meanEvents: number
  /** Mean popularity percentile of a listed product, 0 … 1; 0 where nothing is listed. */
  listedPercentile: number
  /** The same of the targets that training knows: what shoppers chose. */
  targetPercentile: number
  /**
   * Share of all places that the least listed products take, at each tenth of the products: [0, …, 1], 11 numbers
   * (Lorenz curve).
   */
  lorenz: number[]
}

const TENTHS = 10

/** @param train the log whose item numbers are the lists' rows */
export function catalogUse(cases: Cases, { list }: Records, train: SessionLog): CatalogUse {
  const events = trainingEvents(train)
  const percentile = percentiles(events)
  const listed = new Float64Array(train.items.length)
  let places = 0
  let eventSum = 0
  let percentileSum = 0
  for (const row of list) {
    if (row === -1) continue
    places++
    listed[row] = (listed[row] ?? 0) + 1
    eventSum += events[row] ?? 0
    percentileSum += percentile[row] ?? 0
  }
  const rows = new Map(train.items.map((productId, row) => [productId, row]))
  let known = 0
  let targetSum = 0
  for (let c = 0; c < caseCount(cases); c++) {
    const row = rows.get(cases.items[cases.target[c] ?? 0] ?? '')
    if (row === undefined) continue
    known++
    targetSum += percentile[row] ?? 0
  }
  const ascending = listed.toSorted()
  return {
    coverage: share(
      listed.reduce((sum, times) => sum + Math.min(1, times), 0),
      listed.length,
    ),
    gini: gini(ascending),
    meanEvents: share(eventSum, places),
    listedPercentile: share(percentileSum, places),
    targetPercentile: share(targetSum, known),
    lorenz: lorenz(ascending),
  }
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** Share of products with fewer events, those with equally many counting half: mean ½ over all products. */
export function percentiles(events: Float64Array): Float64Array {
  const order = events.toSorted()
  const below = new Map<number, number>()
  const upTo = new Map<number, number>()
  order.forEach((count, place) => {
    if (!below.has(count)) below.set(count, place)
    upTo.set(count, place + 1)
  })
  return events.map((count) => ((below.get(count) ?? 0) + (upTo.get(count) ?? 0)) / 2 / order.length)
}

/** G = Σ (2i − n − 1) x_i / (n Σ x) over ascending x, i from 1; 0 where nothing was counted. */
export function gini(ascending: Float64Array): number {
  const n = ascending.length
  let weighted = 0
  let sum = 0
  ascending.forEach((x, i) => {
    weighted += (2 * (i + 1) - n - 1) * x
    sum += x
  })
  return share(weighted, n * sum)
}

function lorenz(ascending: Float64Array): number[] {
  const total = ascending.reduce((sum, x) => sum + x, 0)
  return Array.from({ length: TENTHS + 1 }, (_, tenth) => {
    const upTo = ascending.subarray(0, Math.round((tenth * ascending.length) / TENTHS))
    return share(
      upTo.reduce((sum, x) => sum + x, 0),
      total,
    )
  })
}
