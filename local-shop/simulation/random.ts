/**
 * @module Seeded randomness. The same seed gives the same numbers on every machine, which Math.random does not promise.
 *
 * The generator is xoshiro128** (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS
 * 2021), its state filled by splitmix32, a counter through the 32-bit finaliser of MurmurHash3.
 */

const UINT32 = 2 ** 32

export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform integer in [0, n). */
  below(n: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  /** Normally distributed, mean 0, variance 1. */
  normal(): number
  /** Index drawn in proportion to non-negative weights; -1 where all of them are 0. */
  weighted(weights: ArrayLike<number>): number
}

function mix32(value: number): number {
  let x = value
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

/** FNV-1a over UTF-16 code units: turns a stream's name into part of its seed. */
function hashName(name: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by))

function generator(key: number): () => number {
  let counter = key
  const fill = (): number => {
    counter = (counter + 0x9e3779b9) | 0
    return mix32(counter)
  }
  let [a, b, c, d] = [fill(), fill(), fill(), fill()]
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return result
  }
}

/**
 * An independent stream of random numbers. Every visit, household and product has a stream of its own, so a change in
 * how one of them is drawn leaves all others as they were.
 *
 * @param seed the simulation's seed
 * @param name what the stream is for
 * @param index which one of them
 */
export function stream(seed: number, name: string, index = 0): Random {
  const bits = generator(mix32(mix32(mix32(seed ^ 0x5bd1e995) + hashName(name)) + index))
  const next = (): number => bits() / UINT32
  return {
    next,
    below: (n) => Math.floor(next() * n),
    chance: (probability) => next() < probability,
    // Box and Muller, 1958; 1 - u keeps the logarithm finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    weighted: (weights) => {
      let total = 0
      for (let i = 0; i < weights.length; i++) total += weights[i] ?? 0
      if (total <= 0) return -1
      let left = next() * total
      let last = -1
      for (let i = 0; i < weights.length; i++) {
        const weight = weights[i] ?? 0
        if (weight <= 0) continue
        last = i
        left -= weight
        if (left < 0) return i
      }
      return last
    },
  }
}
