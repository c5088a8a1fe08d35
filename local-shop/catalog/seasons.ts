/**
 * @module The yearly demand curves that kinds of products follow, by calendar month, January first.
 */

/** Scales twelve relative weights so that their mean is 1. */
function curve(...weights: number[]): number[] {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length
  return weights.map((weight) => weight / mean)
}

export const seasons = {
  /** Bought all year; a small lift before the holidays. */
  steady: curve(9, 9, 9, 9, 9, 9, 9, 9, 10, 10, 12, 13),
  /** What people give each other in December and for Mother's Day. */
  giving: curve(6, 8, 7, 8, 11, 8, 7, 7, 8, 9, 14, 24),
  /** Warm drinks, warm blankets, light against the dark. */
  cold: curve(14, 12, 9, 7, 5, 4, 4, 5, 9, 13, 16, 18),
  /** Only on the shelves from October on. */
  advent: curve(1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1, 3, 12, 34, 26),
  /** Sowing and potting: March to June. */
  sowing: curve(5, 10, 20, 24, 19, 10, 6, 5, 6, 4, 2, 2),
  /** Outdoor work and watering: April to September. */
  growing: curve(3, 5, 11, 16, 18, 15, 12, 10, 8, 5, 3, 3),
  /** Long tables, cold drinks, berries. */
  summer: curve(6, 6, 8, 10, 13, 16, 16, 14, 9, 7, 7, 8),
  /** Home baking: from the first cool weekend to the last cookie of December. */
  baking: curve(9, 9, 10, 9, 6, 5, 5, 6, 10, 12, 15, 20),
  /** Guests at the table: Easter, and November to New Year. */
  hosting: curve(6, 7, 9, 10, 9, 9, 8, 8, 9, 10, 16, 17),
  /** New year, fresh linen; again when the heating comes on. */
  linen: curve(14, 10, 9, 8, 8, 8, 8, 8, 10, 10, 11, 12),
} as const
