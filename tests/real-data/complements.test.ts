/**
 * "Goes well with" and "similar" against what is known of Amazon Grocery: lists of complements and of substitutes.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { indexContent } from '../../training/content/content-index.ts'
import { type SessionLog, sessionCount } from '../../training/dataset/session-log.ts'
import type { Model } from '../../training/models/model.ts'
import { applyPairScorer, fitPairScorer } from '../../training/models/pair-scorer/pair-scorer.ts'
import { type Grocery, readGrocery, sessionsBy } from '../support/grocery.ts'

const DIR = join(import.meta.dirname, '../../../shared/data/amazon_grocery')
const present = existsSync(DIR)
if (!present) console.warn(`Left out: complements and substitutes, there is no ${DIR}.`)

const K = 10
/** Items that a product recommends, best first. */
type Recommend = (item: number) => readonly number[]

/** precision@10 over the products that have a list. */
function precision(recommend: Recommend, lists: readonly ReadonlySet<number>[]): number {
  let found = 0
  let products = 0
  lists.forEach((list, item) => {
    if (list.size === 0) return
    products++
    found += recommend(item)
      .slice(0, K)
      .filter((other) => list.has(other)).length
  })
  return found / (K * products)
}

/** A row of a table with one head, best first. */
function rowOf({ table: { neighbours, index, value } }: Model): Recommend {
  return (item) =>
    Array.from({ length: neighbours }, (_, k) => item * neighbours + k)
      .filter((at) => (value[at] ?? 0) > 0 && index[at] !== item)
      .sort((a, b) => (value[b] ?? 0) - (value[a] ?? 0))
      .map((at) => index[at] ?? 0)
}

/** The peer: sessions that hold both, by √(sessions that hold one · sessions that hold the other). */
function cosineOf(log: SessionLog): Recommend {
  const sessions = log.items.map((): number[] => [])
  const items = Array.from({ length: sessionCount(log) }, (_, s) => [
    ...new Set(log.events.subarray(log.offsets[s], log.offsets[s + 1])),
  ])
  items.forEach((session, s) => {
    for (const item of session) sessions[item]?.push(s)
  })
  return (item) => {
    const own = sessions[item] ?? []
    const together = new Map<number, number>()
    for (const other of own.flatMap((s) => items[s] ?? [])) {
      if (other !== item) together.set(other, (together.get(other) ?? 0) + 1)
    }
    const cosine = ([other, count]: [number, number]): number =>
      count / Math.sqrt(own.length * (sessions[other]?.length ?? 1))
    return [...together].sort((a, b) => cosine(b) - cosine(a)).map(([other]) => other)
  }
}

describe.runIf(present)('the reviews that a user of Amazon Grocery writes on one day, as orders', () => {
  let grocery: Grocery
  let peers: Recommend[]
  let learned: Map<string, Recommend>

  beforeAll(async () => {
    grocery = readGrocery(DIR)
    const { items, reviews, catalog } = grocery
    const orders = sessionsBy(grocery, reviews, ({ user, time }) => `${user} ${time}`, 'baskets')
    const histories = sessionsBy(grocery, reviews, ({ user }) => user, 'visits')
    peers = [cosineOf(orders), cosineOf(histories)]
    const shop = { log: orders, content: indexContent(items, catalog) }
    const models = await applyPairScorer(shop, await fitPairScorer(shop, ['together', 'similar']))
    learned = new Map([...models].map(([name, model]) => [name, rowOf(model)]))
  })

  it.each([
    ['together', 'complements'],
    ['similar', 'substitutes'],
  ] as const)('teach a table `%s` that names %s better than co-occurrence does', (name, kind) => {
    const lists = grocery[kind]
    const reached = precision(learned.get(name) ?? (() => []), lists)
    const [orders = 1, histories = 1] = peers.map((peer) => precision(peer, lists))
    console.info(
      `Amazon Grocery, ${kind}: precision@${K} ${reached.toFixed(4)}, ` +
        `cosine over orders ${orders.toFixed(4)}, over histories ${histories.toFixed(4)}`,
    )
    expect(Math.min(orders, histories)).toBeGreaterThan(0)
    expect(reached).toBeGreaterThanOrEqual(1.1 * Math.max(orders, histories))
  })
})
