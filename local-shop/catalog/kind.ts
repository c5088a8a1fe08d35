/**
 * @module Writing down one kind of product.
 */
import type { Kind } from './types.ts'

/**
 * @param key as products name it
 * @param restockDays average days until a household needs it again; null for durables
 * @param season demand by calendar month, January first, mean 1
 * @param complements strength in (0, 1] by kind, in any order
 */
export function kind(
  key: string,
  restockDays: number | null,
  season: readonly number[],
  complements: Record<string, number>,
): Kind {
  return {
    key,
    restockDays,
    season: [...season],
    complements: Object.entries(complements)
      .map(([other, strength]) => ({ kind: other, strength }))
      .sort((a, b) => b.strength - a.strength),
  }
}
