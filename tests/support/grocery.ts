/**
 * Amazon Grocery as ReChorus prepares it: reviews with their day, and products with a category and with lists of
 * complements and substitutes.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { NO_CONTENT, type ProductContent } from '../../training/dataset/catalog.ts'
import type { SessionLog } from '../../training/dataset/session-log.ts'

export interface Review {
  user: string
  /** Number of the product, an index into `items`. */
  item: number
  /** Unix seconds of the day. */
  time: number
}

export interface Grocery {
  /** Product ids. */
  items: string[]
  /** In time order; of one day in the file's order. */
  reviews: Review[]
  /** Numbers of the products that go with each, and of those that replace it, [items]; empty where none is known. */
  complements: Set<number>[]
  substitutes: Set<number>[]
  /** Categories as product types; nothing else is known. */
  catalog: Map<string, ProductContent>
}

const idsSchema = z.array(z.int())
const reviewSchema = z.tuple([z.string(), z.string(), z.coerce.number()])
const productSchema = z.tuple([z.string(), z.string(), z.string(), z.string()])

export function readGrocery(dir: string): Grocery {
  const products = rowsOf(join(dir, 'item_meta.csv.gz')).map((row) => productSchema.parse(row))
  const items = products.map(([id]) => id)
  const numbers = new Map(items.map((id, number) => [id, number]))
  const numberOf = (id: string): number => {
    const number = numbers.get(id)
    if (number === undefined) throw new Error(`Grocery: no product ${id}.`)
    return number
  }
  const listed = (list: string): Set<number> =>
    new Set(
      idsSchema
        .parse(JSON.parse(list))
        .map((id) => numbers.get(String(id)))
        .filter((number) => number !== undefined),
    )
  const reviews = rowsOf(join(dir, 'train.csv.gz')).map((row) => {
    const [user, id, time] = reviewSchema.parse(row)
    return { user, item: numberOf(id), time }
  })
  return {
    items,
    reviews: reviews.sort((a, b) => a.time - b.time),
    complements: products.map(([, , complements]) => listed(complements)),
    substitutes: products.map(([, , , substitutes]) => listed(substitutes)),
    catalog: new Map(products.map(([id, type]) => [id, { ...NO_CONTENT, type }])),
  }
}

function rowsOf(file: string): string[][] {
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n').slice(1)
  return lines.map((line) => line.split('\t'))
}

/**
 * Reviews of one key as one session, first to last, and sessions by their last.
 * @param kind of baskets users are the customers
 */
export function sessionsBy(
  { items }: Pick<Grocery, 'items'>,
  reviews: readonly Review[],
  keyOf: (review: Review) => string,
  kind: 'visits' | 'baskets',
): SessionLog {
  const byKey = new Map<string, Review[]>()
  for (const review of reviews) {
    const key = keyOf(review)
    const session = byKey.get(key) ?? []
    session.push(review)
    // Set anew, a session moves behind all that ended before.
    byKey.delete(key)
    byKey.set(key, session)
  }
  const sessions = [...byKey.values()]
  const users = new Map<string, number>()
  const offsets = [0]
  const customers = sessions.map(([first], s) => {
    offsets.push((offsets[s] ?? 0) + (sessions[s]?.length ?? 0))
    const user = first?.user ?? ''
    const number = users.get(user) ?? users.size
    users.set(user, number)
    return number
  })
  return {
    items,
    events: Int32Array.from(sessions.flatMap((session) => session.map(({ item }) => item))),
    offsets: Int32Array.from(offsets),
    times: Float64Array.from(sessions, (session) => session.at(-1)?.time ?? 0),
    baskets: new Uint8Array(sessions.length).fill(kind === 'baskets' ? 1 : 0),
    customers: kind === 'baskets' ? Int32Array.from(customers) : null,
  }
}
