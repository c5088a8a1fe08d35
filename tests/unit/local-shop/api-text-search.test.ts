import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTextIndex } from '../../../local-shop/api/search/text-index.ts'
import { singular, withinOneEdit, wordsOf } from '../../../local-shop/api/search/words.ts'

/** Optimal string alignment distance by the textbook table. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const at = (i: number, j: number): number => table[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const row = table[i] ?? []
      row[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + same,
        swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
  }
  return at(a.length, b.length)
}

it('knows words one edit apart', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(withinOneEdit(a, b)).toBe(distance(a, b) <= 1)
    }),
    { numRuns: 2000 },
  )
})

it('folds case and accents, and takes plurals for singulars', () => {
  expect(wordsOf("Crème brûlée – the Baker's 2×")).toEqual(['creme', 'brulee', 'the', 'bakers', '2'])
  expect(
    ['candles', 'dishes', 'berries', 'glasses', 'glass', 'boxes', 'iris', 'tea', 'cups'].map(singular),
  ).toEqual(['candle', 'dish', 'berry', 'glass', 'glass', 'box', 'iris', 'tea', 'cup'])
})

const index = createTextIndex([
  {
    key: 'kettle',
    texts: [
      { text: 'Enamel Kettle', weight: 8 },
      { text: 'For tea and coffee.', weight: 1 },
    ],
  },
  {
    key: 'tea',
    texts: [
      { text: 'Morning Tea', weight: 8 },
      { text: 'pantry', weight: 4 },
    ],
  },
  {
    key: 'candle',
    texts: [
      { text: 'Beeswax Candles', weight: 8 },
      { text: 'home', weight: 4 },
    ],
  },
  { key: 'espresso', texts: [{ text: 'Espresso Cups', weight: 8 }] },
])
const find = (text: string, prefix: 'none' | 'last' | 'every' = 'none'): string[] =>
  [...index.search({ text, prefix })].toSorted(([, a], [, b]) => b - a).map(([key]) => key)

describe('full text search', () => {
  it.each([
    ['title before description', 'tea', 'none', ['tea', 'kettle']],
    ['all words', 'kettle coffee', 'none', ['kettle']],
    ['no other word', 'kettle candles', 'none', []],
    ['plurals', 'kettles', 'none', ['kettle']],
    ['singulars', 'espresso cup', 'none', ['espresso']],
    ['a missing letter', 'espreso', 'none', ['espresso']],
    ['swapped letters', 'kettel', 'none', ['kettle']],
    ['no mistakes in short words', 'tae', 'none', []],
    ['two mistakes are too many', 'kottel', 'none', []],
    ['no beginnings unless asked', 'bees', 'none', []],
    ['the last word unfinished', 'enamel ket', 'last', ['kettle']],
    ['only the last one', 'ena kettle', 'last', []],
    ['every word unfinished', 'ena ket', 'every', ['kettle']],
    ['a mistake in an unfinished word', 'espersso', 'every', ['espresso']],
    ['a mistake before the end of the word', 'beezw', 'every', ['candle']],
    ['nothing', ' – ', 'every', []],
  ] as const)('%s: %s', (_what, text, prefix, keys) => {
    expect(find(text, prefix)).toEqual(keys)
  })

  it('does not guess where a word is written right', () => {
    const close = createTextIndex([
      { key: 'a', texts: [{ text: 'linen', weight: 1 }] },
      { key: 'b', texts: [{ text: 'liner', weight: 1 }] },
    ])
    expect([...close.search({ text: 'linen', prefix: 'every' }).keys()]).toEqual(['a'])
    expect([...close.search({ text: 'lineq', prefix: 'every' }).keys()]).toEqual(['a', 'b'])
  })
})
