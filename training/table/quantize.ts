/**
 * @module One byte a value, and what a byte lacks from where the entry stands.
 *
 * Values of a row fall off like a power law. A linear code spends its steps on the few large ones and cost .0015 to
 * .0022 HR@20 where it was measured; on the square-root scale small values keep their order. A root is x = X √(v / rowmax)
 * with X = 254.5, and its code q stands for max(q − δ, 0), where δ belongs to the place in the row that the entry takes.
 * Serving sums a row in any order, so the order is free to say something: with q = round(x + δ) the root errs by at most
 * half a step at any place, and by far less at the place that suits it best.
 */
import type { CodedTable, SparseTable } from './sparse-table.ts'

const MAX_CODE = 255
/** X, the root of a row's largest value: x + δ < 255.5, so no code overflows, and δ = .5 meets it exactly. */
export const MAX_ROOT = MAX_CODE - 0.5

/** Multiples of the golden ratio, modulo 1, fill [0, 1) evenly however many are taken, and whichever run of them. */
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2

/**
 * δ of each place, [heads, K], in [0, 1): places spread evenly over an interval for one head, over a square for two, so
 * that whatever fractions an entry's roots have, some place is near.
 */
export function placeFractions(heads: number, neighbours: number): Float32Array {
  return Float32Array.from({ length: heads * neighbours }, (_, at) => {
    const place = at % neighbours
    return at < neighbours ? (place + 0.5) / neighbours : (0.5 + place * GOLDEN_RATIO) % 1
  })
}

/**
 * Codes a table and puts the entries of each row in their places: one after the other in the row's order, best first,
 * takes the free place with the least sum over the heads of squared errors of roots. O(n · heads · K²). Neighbours in the
 * order of the last item's values that changed sides by that change places: a session of one item reads just this order.
 * A root below .5 may become 0, which serving takes for "no entry".
 */
export function quantize(table: SparseTable): CodedTable {
  const { items, neighbours, heads, value } = table
  const index = new Int32Array(table.index.length)
  const code = new Uint8Array(value.length)
  const rowMax = largestOfRows(table)
  const fractions = placeFractions(heads, neighbours)
  const taken = new Uint8Array(neighbours)
  const roots = new Float64Array(neighbours * heads)
  const places = new Int32Array(neighbours)

  /** √ of the value of an entry that stands at a place, as it is served. */
  const servedRoot = (root: number, head: number, place: number): number => {
    const fraction = fractions[head * neighbours + place] ?? 0
    return Math.max(codeOf(root, fraction) - fraction, 0)
  }
  const rootOf = (entry: number, head: number): number => roots[entry * heads + head] ?? 0
  const errorAt = (entry: number, place: number): number => {
    let sum = 0
    for (let head = 0; head < heads; head++) {
      const root = rootOf(entry, head)
      const error = servedRoot(root, head, place) - root
      sum += error * error
    }
    return sum
  }
  /** The free place that suits an entry best. */
  const bestPlace = (entry: number): number => {
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (let place = 0; place < neighbours; place++) {
      if (taken[place] === 1) continue
      const error = errorAt(entry, place)
      if (error >= least) continue
      least = error
      best = place
    }
    return best
  }
  const isInOrder = (better: number, worse: number): boolean =>
    rootOf(better, 0) === rootOf(worse, 0) ||
    servedRoot(rootOf(better, 0), 0, places[better] ?? 0) >
      servedRoot(rootOf(worse, 0), 0, places[worse] ?? 0)
  const swap = (one: number, other: number): void => {
    const place = places[one] ?? 0
    places[one] = places[other] ?? 0
    places[other] = place
  }

  for (let row = 0; row < items; row++) {
    const used: number[] = []
    taken.fill(0)
    for (let entry = 0; entry < neighbours; entry++) {
      for (let head = 0; head < heads; head++) {
        const max = rowMax[row * heads + head] ?? 0
        const share = max === 0 ? 0 : (value[(row * heads + head) * neighbours + entry] ?? 0) / max
        roots[entry * heads + head] = MAX_ROOT * Math.sqrt(share)
      }
      if (roots.subarray(entry * heads, (entry + 1) * heads).every((root) => root === 0)) continue
      const place = bestPlace(entry)
      taken[place] = 1
      places[entry] = place
      used.push(entry)
    }
    used.sort((a, b) => rootOf(b, 0) - rootOf(a, 0) || a - b)
    for (let u = 1; u < used.length; u++) {
      const [better = 0, worse = 0] = [used[u - 1], used[u]]
      if (isInOrder(better, worse)) continue
      swap(better, worse)
      if (!isInOrder(better, worse)) swap(better, worse)
    }
    for (const entry of used) {
      const place = places[entry] ?? 0
      index[row * neighbours + place] = table.index[row * neighbours + entry] ?? 0
      for (let head = 0; head < heads; head++) {
        const fraction = fractions[head * neighbours + place] ?? 0
        code[(row * heads + head) * neighbours + place] = codeOf(rootOf(entry, head), fraction)
      }
    }
  }
  return { items, neighbours, heads, index, code, rowMax }
}

/** q: nothing stays nothing at any place. */
const codeOf = (root: number, fraction: number): number => (root === 0 ? 0 : Math.round(root + fraction))

/** [n, heads] */
function largestOfRows({ items, neighbours, heads, value }: SparseTable): Float32Array {
  const largest = new Float32Array(items * heads)
  value.forEach((v, at) => {
    const row = Math.floor(at / neighbours)
    largest[row] = Math.max(largest[row] ?? 0, v)
  })
  return largest
}
