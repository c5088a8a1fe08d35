/**
 * @module Words of a product: what its texts are compared by. A word counts by the field it stands in.
 */
import type { ProductContent } from '../dataset/catalog.ts'

/** Weights of the fields; a title says most, two words of it in a row too; a description says much that others say. */
const TITLE = 2
const TAG = 1.5
const TYPE = 1
const COLLECTION = 1
const VENDOR = 0.5
const DESCRIPTION = 0.5
/** Distinct words of a description that count, the first: shops put what matters first. */
const DESCRIPTION_WORDS = 60

/** Letters that a word's forms have in common, in most languages: "candle", "candles". */
const STEM = 4

/** Scripts written without spaces, whose runs are cut into pairs of letters. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** Words of a text, lower case, without accents. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).flatMap((word) => {
    if (word === '') return []
    if (!UNSPACED.test(word) || word.length < 3) return [word]
    const letters = [...word]
    return letters.slice(0, -1).map((letter, l) => letter + (letters[l + 1] ?? ''))
  })
}

/** Weight of each word of a product. Tags, types, vendors and collections are words of their own kind. */
export function wordWeights(content: ProductContent): Map<string, number> {
  const weights = new Map<string, number>()
  const add = (word: string, weight: number): void => {
    weights.set(word, Math.max(weight, weights.get(word) ?? 0))
  }
  const addWhole = (kind: string, names: readonly string[], weight: number): void => {
    for (const name of names) if (name !== '') add(`${kind}:${name.toLowerCase()}`, weight)
  }
  const title = wordsOf(content.title)
  title.forEach((word, w) => {
    add(word, TITLE)
    if (word.length > STEM) add(`${word.slice(0, STEM)}-`, TITLE / 2)
    if (w > 0) add(`${title[w - 1]} ${word}`, TITLE)
  })
  for (const word of [...new Set(wordsOf(content.description))].slice(0, DESCRIPTION_WORDS)) {
    add(word, DESCRIPTION)
  }
  addWhole('tag', content.tags, TAG)
  addWhole('type', [content.type], TYPE)
  addWhole('collection', content.collections, COLLECTION)
  addWhole('vendor', [content.vendor], VENDOR)
  return weights
}
