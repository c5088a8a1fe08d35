/**
 * @module TF-IDF vectors of products and each product's nearest by cosine (Salton and Buckley, "Term-weighting approaches
 * in automatic text retrieval", 1988): a word weighs ln(1 + n / products that have it).
 */
import { emptyTable, type SparseTable } from '../table/sparse-table.ts'
import { writeTopK } from '../table/top-k.ts'

/**
 * Words that more products share than this find nobody: they would make a catalog of 100,000 cost hours and say little
 * of any pair. They still count in the vectors' lengths.
 */
const MOST_SHARING = 1500

/** Unit vectors in rows: words of product p are `words[offsets[p]] … words[offsets[p + 1] − 1]`. */
export interface Vectors {
  offsets: Int32Array
  words: Int32Array
  weights: Float32Array
  /** ln(1 + n / df) of each word. */
  idf: Float64Array
}

/** @param products words and weights of each product; an empty map for one without content */
export function vectorsOf(products: readonly ReadonlyMap<string, number>[]): Vectors {
  const numbers = new Map<string, number>()
  const frequencies: number[] = []
  const offsets = new Int32Array(products.length + 1)
  products.forEach((product, p) => {
    for (const word of product.keys()) {
      const number = numbers.get(word) ?? numbers.size
      numbers.set(word, number)
      frequencies[number] = (frequencies[number] ?? 0) + 1
    }
    offsets[p + 1] = (offsets[p] ?? 0) + product.size
  })
  const described = products.filter((product) => product.size > 0).length
  const idf = Float64Array.from(frequencies, (frequency) => Math.log(1 + described / frequency))
  const words = new Int32Array(offsets.at(-1) ?? 0)
  const weights = new Float32Array(words.length)
  let at = 0
  for (const product of products) {
    let square = 0
    const from = at
    for (const [word, weight] of product) {
      const number = numbers.get(word) ?? 0
      words[at] = number
      weights[at] = weight * (idf[number] ?? 0)
      square += (weights[at] ?? 0) ** 2
      at++
    }
    for (let w = from; w < at; w++) weights[w] = (weights[w] ?? 0) / Math.sqrt(square)
  }
  return { offsets, words, weights, idf }
}

/** Cosines with the `most` nearest of each product, itself left out, best first. */
export function nearest({ offsets, words, weights, idf }: Vectors, most: number): SparseTable {
  const products = offsets.length - 1
  const starts = new Int32Array(idf.length + 1)
  for (const word of words) starts[word + 1] = (starts[word + 1] ?? 0) + 1
  for (let w = 0; w < idf.length; w++) starts[w + 1] = (starts[w + 1] ?? 0) + (starts[w] ?? 0)
  const holders = new Int32Array(words.length)
  const holderWeights = new Float32Array(words.length)
  const next = starts.slice()
  for (let p = 0; p < products; p++) {
    for (let at = offsets[p] ?? 0; at < (offsets[p + 1] ?? 0); at++) {
      const word = words[at] ?? 0
      const place = next[word] ?? 0
      holders[place] = p
      holderWeights[place] = weights[at] ?? 0
      next[word] = place + 1
    }
  }
  const table = emptyTable(products, most)
  const cosines = new Float64Array(products)
  const columns = new Int32Array(products)
  for (let p = 0; p < products; p++) {
    let found = 0
    for (let at = offsets[p] ?? 0; at < (offsets[p + 1] ?? 0); at++) {
      const word = words[at] ?? 0
      const from = starts[word] ?? 0
      const to = starts[word + 1] ?? 0
      if (to - from > MOST_SHARING) continue
      for (let place = from; place < to; place++) {
        const other = holders[place] ?? 0
        if (other === p) continue
        const sum = cosines[other] ?? 0
        if (sum === 0) columns[found++] = other
        cosines[other] = sum + (weights[at] ?? 0) * (holderWeights[place] ?? 0)
      }
    }
    const reached = columns.subarray(0, found)
    writeTopK(reached, cosines, table.index, table.value, p * most, most)
    for (const column of reached) cosines[column] = 0
  }
  return table
}
