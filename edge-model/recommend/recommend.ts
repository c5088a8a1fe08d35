/**
 * @module From a visitor to a slot's products: what the slot's table ranks first, popular products where it knows too
 * little and the slot takes them, both by the slot's rules.
 */
import type { RecommendedItem } from '../contract/recommend.ts'
import { sessionRows } from '../contract/session.ts'
import type { SlotRule } from '../contract/slots.ts'
import type { Release } from '../releases/release.ts'
import { exploredProduct, explores } from './explore.ts'
import { familiesAtHand, familyRule } from './families.ts'
import { fillShelf, type Ranked } from './fill-shelf.ts'
import { knownPurchases, knownSession } from './known-session.ts'
import { neverAnswered } from './never-answered.ts'
import type { ParsedRequest } from './parse-request.ts'

export type Wish = Pick<ParsedRequest, 'slot' | 'items' | 'bought' | 'exclude' | 'limit' | 'consent'>

/** Ranked beyond the shelf's places, since the rules leave some out and a fresh product may stand further down. */
const DEPTH = { times: 4, least: 100 }

/**
 * At most `limit` products, best first, none twice. Products of the session itself are answered like any other.
 * @param random uniform in [0, 1): decides whether this request explores
 */
export async function recommend(
  release: Release,
  wish: Wish,
  random: () => number = Math.random,
): Promise<RecommendedItem[]> {
  const { items, manifest } = release
  const rowOf = (productId: string) => release.rowOf(productId)
  const rule = manifest.slots[wish.slot]
  const never = neverAnswered(wish.exclude, knownPurchases(wish), items, rowOf)
  const atHand = familiesAtHand(wish.items, wish.exclude, items, rowOf)

  const ranked = await rank(release, rule, wish, never)
  const fillers = rule.filled ? manifest.popular : []
  const popular = fillers.flatMap((productId): Ranked[] => {
    const row = rowOf(productId)
    return row === undefined || never.has(row) ? [] : [{ row, score: 0 }]
  })
  const shelf = fillShelf([...ranked, ...popular], familyRule(rule, items, atHand), wish.limit)
  const answer = shelf.map((place) => toItem(release, place))
  if (shelf.length < wish.limit || !explores(manifest.exploration.share, random)) return answer

  const kept = shelf.slice(0, -1).map(({ row }) => row)
  const explored = exploredProduct(shelf, ranked, items, familyRule(rule, items, atHand, kept))
  if (explored === undefined) return answer
  return [...answer.slice(0, -1), { ...toItem(release, explored), explored: true }]
}

/** What the slot's table ranks above 0, best first. */
async function rank(
  release: Release,
  slot: SlotRule,
  wish: Wish,
  never: ReadonlySet<number>,
): Promise<Ranked[]> {
  const { model, tables } = release.manifest
  const rule = tables[slot.table]?.session
  if (rule === undefined) return []
  const spoken = { ...rule, maxItems: Math.min(rule.maxItems, slot.items) }
  const session = sessionRows(knownSession(wish, slot), (productId) => release.rowOf(productId), spoken)
  if (session.rows.length === 0) return []
  const k = Math.min(Math.max(DEPTH.least, DEPTH.times * wish.limit), model.items)
  const { rows, scores } = await release.rank(slot.table, session, Int32Array.from(never), k)
  return rows.flatMap((row, at) => {
    const score = scores[at] ?? 0
    return score > 0 && Number.isFinite(score) ? [{ row, score }] : []
  })
}

function toItem({ items }: Release, { row, score }: Ranked): RecommendedItem {
  return { productId: items.ids[row] ?? '', score }
}
