/**
 * @module Exploration: now and then the last place of a shelf goes to a product too new to have counts, so that counts
 * come to it. One place a shelf, and only a product that the table ranks for this session. Whether a session explores is
 * drawn by hashing, so that it is answered alike whichever way and however often it asks.
 */
import { bucket } from '../contract/bucket.ts'
import type { Digest, Slot } from '../contract/ids.ts'
import type { Items } from '../contract/items.ts'
import type { Admits } from './families.ts'
import type { Ranked } from './fill-shelf.ts'

/** A shelf shorter than this has no place to give away. */
const LEAST_PLACES = 2

/**
 * Whether this session explores.
 * @param share of sessions that do
 * @param items product ids of the session
 */
export const explores = (share: number, release: Digest, slot: Slot, items: readonly string[]): boolean =>
  bucket(`explore:${release}:${slot}`, items.join('\n')) < share

/**
 * The fresh product for the last place of `shelf`, or undefined where there is none.
 *
 * @param shelf all that would be shown
 * @param ranked what the table ranks above 0, best first
 * @param admits the rule for what may stand beside all but the last of the shelf
 */
export function exploredProduct(
  shelf: readonly Ranked[],
  ranked: readonly Ranked[],
  { fresh }: Pick<Items, 'fresh'>,
  admits: Admits,
): Ranked | undefined {
  if (shelf.length < LEAST_PLACES) return undefined
  const listed = new Set(shelf.map(({ row }) => row))
  return ranked.find(({ row }) => fresh[row] === 1 && !listed.has(row) && admits(row))
}
