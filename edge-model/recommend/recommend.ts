/**
 * @module From a visitor to a slot's products: what the slot's table ranks first, popular products where it knows too
 * little and the slot takes them, both by the slot's rules.
 */
import type { Slot } from '../contract/ids.ts'
import type { RecommendedItem } from '../contract/recommend.ts'
import { sessionRows } from '../contract/session.ts'
import type { SlotRule } from '../contract/slots.ts'
import type { Release } from '../releases/release.ts'
import { exploredProduct, explores } from './explore.ts'
import { familiesAtHand, familyRule } from './families.ts'
import { fillShelf, type Ranked } from './fill-shelf.ts'
import { knownPurchases, knownSession, type Visitor } from './known-session.ts'
import { neverAnswered } from './never-answered.ts'

/** What a shelf is to hold, and for whom. */
export interface Wish extends Visitor {
  slot: Slot
  exclude: readonly string[]
  /** Products shown. */
  length: number
  /** Products beyond them, for those that turn out not to be for sale. */
  spare: number
  /** Product ids that stand on other shelves of the page. */
  beside: readonly string[]
}

/** Ranked beyond the shelf's places, since the rules leave some out and a fresh product may stand further down. */
const DEPTH = { times: 4, least: 100 }

/**
 * At most `length + spare` products, best first, none twice; an explored one is the last of `length`. Products of the
 * session itself are answered like any other.
 */
export async function recommend(release: Release, wish: Wish): Promise<RecommendedItem[]> {
  const { items, manifest } = release
  const { slot, length } = wish
  const rowOf = (productId: string) => release.rowOf(productId)
  const rule = manifest.slots[slot]
  const never = neverAnswered([...wish.exclude, ...wish.beside], knownPurchases(wish), items, rowOf)
  const atHand = familiesAtHand(wish.items, wish.exclude, items, rowOf)

  const ranked = await rank(release, rule, wish, never)
  const fillers = rule.filled ? manifest.popular : []
  const popular = fillers.flatMap((productId): Ranked[] => {
    const row = rowOf(productId)
    return row === undefined || never.has(row) ? [] : [{ row, score: 0 }]
  })
  const candidates = [...ranked, ...popular]
  const places = length + wish.spare
  const shelf = fillShelf(candidates, familyRule(rule, items, atHand), places)
  const plain = () => shelf.map((place) => toItem(release, place))
  if (shelf.length < length || !explores(manifest.exploration.share, release.id, slot, wish.items)) {
    return plain()
  }

  const shown = shelf.slice(0, length)
  const kept = shown.slice(0, -1)
  const beside = familyRule(
    rule,
    items,
    atHand,
    kept.map(({ row }) => row),
  )
  const explored = exploredProduct(shown, ranked, items, beside)
  if (explored === undefined) return plain()
  const exploring = fillShelf([...kept, explored, ...candidates], familyRule(rule, items, atHand), places)
  return exploring.map((place) =>
    place === explored ? { ...toItem(release, place), explored: true } : toItem(release, place),
  )
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
  const k = Math.min(Math.max(DEPTH.least, DEPTH.times * (wish.length + wish.spare)), model.items)
  const { rows, scores } = await release.rank(slot.table, session, Int32Array.from(never), k)
  return rows.flatMap((row, at) => {
    const score = scores[at] ?? 0
    return score > 0 && Number.isFinite(score) ? [{ row, score }] : []
  })
}

function toItem({ items }: Release, { row, score }: Ranked): RecommendedItem {
  return { productId: items.ids[row] ?? '', score }
}
