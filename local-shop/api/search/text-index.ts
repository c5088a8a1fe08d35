/**
 * @module Tolerant full text search: an inverted index over weighted fields that forgives plurals, unfinished words and one
 * typing mistake in words of five letters and more.
 */
import { singular, withinOneEdit, wordsOf } from './words.ts'

export interface IndexedText {
  text: string
  weight: number
}

export interface TextQuery {
  text: string
  /** Which words may be unfinished. */
  prefix: 'none' | 'last' | 'every'
}

export interface TextIndex {
  /** Scores of the documents that hold every word of the query, by document key. No word finds nothing. */
  search(query: TextQuery): Map<string, number>
}

/** How much a match counts by how close it is. */
const QUALITY = { exact: 1, plural: 0.95, prefix: 0.7, typo: 0.45 } as const
const MIN_TYPO_LENGTH = 5

/** Every word of the index with its singular. */
type Vocabulary = ReadonlyMap<string, string>

/** The vocabulary's words that a query word means, each with the quality of the match. */
function matchWord(word: string, vocabulary: Vocabulary, allowPrefix: boolean): Map<string, number> {
  const matches = new Map<string, number>()
  const stem = singular(word)
  for (const [candidate, candidateStem] of vocabulary) {
    if (candidate === word) matches.set(candidate, QUALITY.exact)
    else if (candidateStem === stem) matches.set(candidate, QUALITY.plural)
    else if (allowPrefix && candidate.startsWith(word)) matches.set(candidate, QUALITY.prefix)
  }
  if (matches.size > 0 || word.length < MIN_TYPO_LENGTH) return matches
  for (const candidate of vocabulary.keys()) {
    const lengths = allowPrefix
      ? [candidate.length, word.length - 1, word.length, word.length + 1]
      : [candidate.length]
    if (lengths.some((length) => withinOneEdit(word, candidate.slice(0, length)))) {
      matches.set(candidate, QUALITY.typo)
    }
  }
  return matches
}

/** Builds the index. Scores are Σ over query words of the best (quality × field weight × inverse document frequency). */
export function createTextIndex(documents: Iterable<{ key: string; texts: IndexedText[] }>): TextIndex {
  const postings = new Map<string, Map<string, number>>()
  let count = 0
  for (const { key, texts } of documents) {
    count++
    for (const { text, weight } of texts) {
      for (const word of wordsOf(text)) {
        const posting = postings.get(word) ?? new Map<string, number>()
        posting.set(key, Math.max(weight, posting.get(key) ?? 0))
        postings.set(word, posting)
      }
    }
  }
  const vocabulary: Vocabulary = new Map([...postings.keys()].map((word) => [word, singular(word)]))

  const scoreWord = (word: string, allowPrefix: boolean): Map<string, number> => {
    const scores = new Map<string, number>()
    for (const [match, quality] of matchWord(word, vocabulary, allowPrefix)) {
      const posting = postings.get(match) ?? new Map<string, number>()
      const rarity = Math.log(1 + count / posting.size)
      for (const [key, weight] of posting) {
        scores.set(key, Math.max(scores.get(key) ?? 0, quality * weight * rarity))
      }
    }
    return scores
  }

  return {
    search({ text, prefix }) {
      const words = wordsOf(text)
      let total: Map<string, number> | undefined
      for (const [at, word] of words.entries()) {
        const allowPrefix = prefix === 'every' || (prefix === 'last' && at === words.length - 1)
        const scores = scoreWord(word, allowPrefix)
        const before: ReadonlyMap<string, number> | undefined = total
        total =
          before === undefined
            ? scores
            : new Map(
                [...scores].flatMap(([key, score]) => {
                  const sum = before.get(key)
                  return sum === undefined ? [] : [[key, sum + score] as const]
                }),
              )
      }
      return total ?? new Map()
    },
  }
}
