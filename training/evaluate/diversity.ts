/**
 * @module How different the products of one list are: intra-list diversity, 1 − mean similarity over its pairs (Ziegler
 * et al., "Improving Recommendation Lists Through Topic Diversification", 2005). Similar by what the products are, where
 * their content is known, else by who looks at them.
 */
import { firstOfNewest, partOfLog } from '../dataset/part-of-log.ts'
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import { BLOCK_EVENTS, createPostings } from '../models/postings.ts'
import type { Records } from './rank-cases.ts'

/** Lists looked at, spread evenly over all: at 20 places 190 pairs each. */
const MOST_LISTS = 2000

/** Similarity of two rows, 0 … 1. */
export interface Similarity {
  by: 'content' | 'co-occurrence'
  of(a: number, b: number): number
}

export interface Diversity {
  by: Similarity['by']
  /** 1 − mean pairwise similarity, averaged over lists of two and more; null where there are none. */
  value: number | null
  lists: number
}

export function diversityOf({ k, list }: Records, similarity: Similarity): Diversity {
  const lists = list.length / k
  const step = Math.max(1, lists / MOST_LISTS)
  const known = new Map<number, number>()
  let sum = 0
  let counted = 0
  for (let at = 0; at < lists; at += step) {
    const start = Math.floor(at) * k
    const rows = list.subarray(start, start + k).filter((row) => row !== -1)
    const pairs = (rows.length * (rows.length - 1)) / 2
    if (pairs === 0) continue
    let similar = 0
    for (let i = 0; i < rows.length; i++) {
      for (let j = 0; j < i; j++) {
        const a = Math.max(rows[i] ?? 0, rows[j] ?? 0)
        const b = Math.min(rows[i] ?? 0, rows[j] ?? 0)
        const key = a * 2 ** 26 + b
        const value = known.get(key) ?? similarity.of(a, b)
        known.set(key, value)
        similar += value
      }
    }
    sum += 1 - similar / pairs
    counted++
  }
  return { by: similarity.by, value: counted === 0 ? null : sum / counted, lists: counted }
}

/**
 * Cosine of the training sessions that hold the products: |A ∩ B| / √(|A| |B|); of the newest sessions, as many as an index
 * holds at once.
 * @param mostEvents for tests
 */
export function coOccurrence(train: SessionLog, mostEvents = BLOCK_EVENTS): Similarity {
  const postings = createPostings(
    partOfLog(train, firstOfNewest(train.offsets, mostEvents), sessionCount(train)),
  )
  const known = new Map<number, Int32Array>()
  /** The sessions that hold the item, ascending, each once. */
  const holdersOf = (item: number): Int32Array => {
    const holders =
      known.get(item) ?? postings.of(item).sessions.filter((s, at, all) => at === 0 || s !== all[at - 1])
    known.set(item, holders)
    return holders
  }
  return {
    by: 'co-occurrence',
    of(a, b) {
      const ofA = holdersOf(a)
      const ofB = holdersOf(b)
      let both = 0
      for (let i = 0, j = 0; i < ofA.length && j < ofB.length; ) {
        const difference = (ofA[i] ?? 0) - (ofB[j] ?? 0)
        if (difference === 0) both++
        if (difference <= 0) i++
        if (difference >= 0) j++
      }
      const size = Math.sqrt(ofA.length * ofB.length)
      return size === 0 ? 0 : both / size
    },
  }
}

/** Cosine of TF-IDF weighted words. @param texts what each row's product is said to be, '' where nothing is known */
export function contentSimilarity(texts: readonly string[]): Similarity {
  const words = texts.map((text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu)))
  const holders = new Map<string, number>()
  for (const set of words) for (const word of set) holders.set(word, (holders.get(word) ?? 0) + 1)
  const weight = (word: string): number => Math.log((1 + texts.length) / (1 + (holders.get(word) ?? 0)))
  const norms = words.map((set) => Math.sqrt([...set].reduce((sum, word) => sum + weight(word) ** 2, 0)))
  return {
    by: 'content',
    of(a, b) {
      const norm = (norms[a] ?? 0) * (norms[b] ?? 0)
      if (norm === 0) return 0
      let dot = 0
      for (const word of words[a] ?? []) if (words[b]?.has(word)) dot += weight(word) ** 2
      return dot / norm
    },
  }
}
