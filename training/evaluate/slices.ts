/**
 * @module Which slice of each dimension a case belongs to: a mean over all cases hides where a model fails.
 */
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import { type Cases, caseCount } from './cases.ts'

/** Cases cut by one property. */
export interface Dimension {
  /** Stable name, for machines. */
  name: 'length' | 'novelty' | 'age' | 'popularity' | 'category'
  /** What it means, for people. */
  title: string
  slices: string[]
  /** Index into `slices`, −1 for none, [cases]. */
  of: Int16Array
}

/** Product type of a product id; undefined or '' where unknown. */
export type CategoryOf = (productId: string) => string | undefined

const LENGTHS = [1, 2, 3, 5, 9]
/** Ends of the ages, as shares of the training log counted from its end. */
const AGES = [0.05, 0.2, 0.5, 1]
const DECILES = 10
/** Categories told one by one, the most frequent; the rest is one slice. */
const MOST_CATEGORIES = 12
const DAY = 86_400

/**
 * All dimensions that the data know of. Age and popularity are those of the target in what was learned from.
 * @param categoryOf left out where the dataset knows no product types
 */
export function dimensionsOf(cases: Cases, train: SessionLog, categoryOf?: CategoryOf): Dimension[] {
  const rows = new Map(train.items.map((productId, row) => [productId, row]))
  const trained = Int32Array.from(cases.items, (productId) => rows.get(productId) ?? -1)
  const category = categoryOf === undefined ? undefined : byCategory(cases, categoryOf)
  return [
    byLength(cases),
    ...(cases.kind === 'visits' ? [byNovelty(cases)] : []),
    byAge(cases, train, trained),
    byPopularity(cases, train, trained),
    ...(category === undefined ? [] : [category]),
  ]
}

function byLength(cases: Cases): Dimension {
  const slices = [...LENGTHS.map((to, i) => range((LENGTHS[i - 1] ?? 0) + 1, to)), '10 and more']
  const of = label(cases, (c) => {
    const length = (cases.end[c] ?? 0) - (cases.start[c] ?? 0)
    return LENGTHS.filter((to) => length > to).length
  })
  const title = cases.kind === 'visits' ? 'Events of the session so far' : 'Products in the basket'
  return { name: 'length', title, slices, of }
}

const range = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`)

function byNovelty(cases: Cases): Dimension {
  const slices = ['new to the session', 'seen before']
  const of = label(cases, (c) => (cases.novel[c] === 1 ? 0 : 1))
  return { name: 'novelty', title: 'Novelty of the target', slices, of }
}

/** By when the target was first seen, as a share of the log's time; of its sessions where it carries no times. */
function byAge(cases: Cases, train: SessionLog, trained: Int32Array): Dimension {
  const sessions = sessionCount(train)
  const { times } = train
  const from = times?.[0] ?? 0
  const to = times?.[sessions - 1] ?? 0
  const timed = times !== null && to > from
  const age = new Float64Array(train.items.length).fill(Number.NaN)
  for (let s = 0; s < sessions; s++) {
    const share = timed
      ? (to - (times[s] ?? 0)) / (to - from)
      : (sessions - 1 - s) / Math.max(1, sessions - 1)
    for (let e = train.offsets[s] ?? 0; e < (train.offsets[s + 1] ?? 0); e++) {
      const item = train.events[e] ?? 0
      if (Number.isNaN(age[item])) age[item] = share
    }
  }
  const named = AGES.map((end, i) => {
    const start = AGES[i - 1] ?? 0
    if (!timed)
      return i === 0 ? `newest ${percent(end)} of sessions` : `${percent(start)}–${percent(end)} back`
    const days = (share: number): string => daysText(((to - from) * share) / DAY)
    return i === 0 ? `up to ${days(end)} days` : `${days(start)}–${days(end)} days`
  })
  const of = label(cases, (c) => {
    const share = age[trained[cases.target[c] ?? 0] ?? -1]
    if (share === undefined || Number.isNaN(share)) return 0
    return 1 + AGES.findIndex((end) => share <= end)
  })
  const title = 'Age of the target, from its first session to the end of training'
  return { name: 'age', title, slices: ['not in training', ...named], of }
}

const daysText = (days: number): string => String(days < 10 ? Number(days.toFixed(1)) : Math.round(days))
const percent = (share: number): string => `${Math.round(100 * share)} %`

/** Deciles of products by their events in training: the first holds the tenth of all products that has least. */
function byPopularity(cases: Cases, train: SessionLog, trained: Int32Array): Dimension {
  const decile = decilesOf(trainingEvents(train))
  const slices = ['not in training', ...Array.from({ length: DECILES }, (_, d) => decileName(d))]
  const of = label(cases, (c) => {
    const row = trained[cases.target[c] ?? 0] ?? -1
    return row === -1 ? 0 : 1 + (decile[row] ?? 0)
  })
  return { name: 'popularity', title: 'Popularity of the target, by decile of products', slices, of }
}

const decileName = (d: number): string =>
  d === 0 ? '1 (least)' : d === DECILES - 1 ? `${DECILES} (most)` : String(d + 1)

/** Events of each product in training, [products]. */
export function trainingEvents({ items, events, offsets }: SessionLog): Float64Array {
  const counts = new Float64Array(items.length)
  for (const item of events.subarray(offsets[0], offsets.at(-1))) counts[item] = (counts[item] ?? 0) + 1
  return counts
}

/** Decile of each product by its count, 0 … 9; among equals by its number. */
function decilesOf(counts: Float64Array): Uint8Array {
  const order = Int32Array.from(counts.keys()).sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b)
  const decile = new Uint8Array(counts.length)
  order.forEach((row, place) => {
    decile[row] = Math.floor((DECILES * place) / counts.length)
  })
  return decile
}

/** By the target's product type; undefined where no target has one. */
function byCategory(cases: Cases, categoryOf: CategoryOf): Dimension | undefined {
  const names = cases.items.map((productId) => categoryOf(productId) ?? '')
  const counts = new Map<string, number>()
  for (const target of cases.target) {
    const name = names[target] ?? ''
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const known = [...counts].filter(([name]) => name !== '')
  if (known.length === 0) return undefined
  known.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  const slices = known.slice(0, MOST_CATEGORIES).map(([name]) => name)
  const place = new Map(slices.map((name, i) => [name, i]))
  const of = label(cases, (c) => {
    const name = names[cases.target[c] ?? 0] ?? ''
    return place.get(name) ?? (name === '' ? slices.length + 1 : slices.length)
  })
  return {
    name: 'category',
    title: 'Product type of the target',
    slices: [...slices, 'other types', 'no type'],
    of,
  }
}

function label(cases: Cases, of: (c: number) => number): Int16Array {
  return Int16Array.from({ length: caseCount(cases) }, (_, c) => of(c))
}
