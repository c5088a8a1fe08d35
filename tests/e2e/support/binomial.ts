/**
 * @module Where the number of successes of independent trials lies.
 */

/**
 * The smallest and largest counts between which Binomial(n, p) lies with at least this probability, as much being cut off
 * at either end.
 */
export function binomialInterval(n: number, p: number, confidence: number): [number, number] {
  const tail = (1 - confidence) / 2
  let chance = (1 - p) ** n
  let below = 0
  let least = 0
  for (let count = 0; ; count++) {
    if (below + chance <= tail) least = count + 1
    if (below + chance >= 1 - tail || count === n) return [least, count]
    below += chance
    chance *= ((n - count) / (count + 1)) * (p / (1 - p))
  }
}
