/**
 * @module What products say of themselves, in arrays that threads share: look-alikes, types, vendors, prices, ages.
 */
import type { ProductContent } from '../dataset/catalog.ts'
import { sharedFloat32, sharedFloat64, sharedInt32 } from '../parallel/shared.ts'
import { shareTable } from '../table/shared-table.ts'
import type { SparseTable } from '../table/sparse-table.ts'
import { besideByNumber } from './numbering.ts'
import { nearest, vectorsOf } from './tf-idf.ts'
import { wordWeights } from './tokens.ts'

/** Look-alikes kept of each product. */
const ALIKE = 50
const DAY = 86_400

export interface ContentIndex {
  /** Nearest products by the cosine of their texts, and by how few ids lie between, [n, ·], rows best first. */
  text: SparseTable
  numbering: SparseTable
  /** Number of each product's type and vendor, [n]; −1: unknown. */
  types: Int32Array
  vendors: Int32Array
  /** ln of the price, [n]; NaN: unknown. */
  logPrices: Float32Array
  /** When each product was created, unix seconds, [n]; NaN: unknown. */
  created: Float64Array
}

/**
 * @param items product ids by row
 * @returns null where the catalog says nothing of most products
 */
export function indexContent(
  items: readonly string[],
  catalog: ReadonlyMap<string, ProductContent>,
): ContentIndex | null {
  const contents = items.map((item) => catalog.get(item))
  const words = contents.map((content) => (content === undefined ? new Map() : wordWeights(content)))
  const described = words.filter((product) => product.size > 0).length
  if (2 * described < items.length || items.length === 0) return null
  const logPrices = sharedFloat32(items.length)
  logPrices.set(contents.map((content) => (content?.price ? Math.log(content.price) : Number.NaN)))
  const created = sharedFloat64(items.length)
  created.set(contents.map((content) => content?.createdAt ?? Number.NaN))
  return {
    text: shareTable(nearest(vectorsOf(words), ALIKE)),
    numbering: shareTable(besideByNumber(items)),
    types: numbered(contents.map((content) => content?.type ?? '')),
    vendors: numbered(contents.map((content) => content?.vendor ?? '')),
    logPrices,
    created,
  }
}

/** Equal texts get equal numbers, empty ones −1. */
function numbered(texts: readonly string[]): Int32Array {
  const numbers = new Map<string, number>([['', -1]])
  const result = sharedInt32(texts.length)
  texts.forEach((text, t) => {
    const number = numbers.get(text) ?? numbers.size - 1
    numbers.set(text, number)
    result[t] = number
  })
  return result
}

/**
 * ln(days since a product was created + 1), [n]: 0 for what is created after `now`, the greatest known age where unknown,
 * 0 everywhere where none is known.
 * @param now unix seconds; null: when the newest product was created
 */
export function agesOf({ created }: Pick<ContentIndex, 'created'>, now: number | null): Float32Array {
  const ages = sharedFloat32(created.length)
  const known = created.filter((time) => !Number.isNaN(time))
  const end = now ?? known.reduce((a, b) => Math.max(a, b), 0)
  const oldest = known.reduce((a, b) => Math.min(a, b), end)
  created.forEach((time, p) => {
    ages[p] = Math.log(Math.max(0, end - (Number.isNaN(time) ? oldest : time)) / DAY + 1)
  })
  return ages
}

/**
 * Products by their creation, the newest first, of equal times the lower row; what has no time is left out.
 * @param until unix seconds: what was created later is left out, since nobody could know it; null: all are known
 */
export function arrivalsOf({ created }: Pick<ContentIndex, 'created'>, until: number | null): Int32Array {
  const known = Array.from(created.keys()).filter((p) => (created[p] ?? Number.NaN) <= (until ?? Infinity))
  known.sort((a, b) => (created[b] ?? 0) - (created[a] ?? 0) || a - b)
  const arrivals = sharedInt32(known.length)
  arrivals.set(known)
  return arrivals
}
