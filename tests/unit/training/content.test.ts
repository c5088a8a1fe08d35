/**
 * What products say of themselves: words of any script, TF-IDF cosines against a plain computation, and the arrays made of
 * types, vendors, prices and ages.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agesOf, arrivalsOf, indexContent } from '../../../training/content/content-index.ts'
import { besideByNumber } from '../../../training/content/numbering.ts'
import { nearest, vectorsOf } from '../../../training/content/tf-idf.ts'
import { wordsOf, wordWeights } from '../../../training/content/tokens.ts'
import { NO_CONTENT, type ProductContent } from '../../../training/dataset/catalog.ts'
import { emptyTable } from '../../../training/table/sparse-table.ts'

describe('words', () => {
  it.each([
    ['accents and case go', 'Crème BRÛLÉE, Größe', ['creme', 'brulee', 'große']],
    ['composed or not', 'Cafe\u0301 Café', ['cafe', 'cafe']],
    [
      'anything but letters and digits parts',
      "Tee-Shirt №5 & 100% d'or",
      ['tee', 'shirt', 'no5', '100', 'd', 'or'],
    ],
    ['other alphabets stay', 'Чашка Κούπα', ['чашка', 'κουπα']],
    ['Chinese is cut into pairs', '陶瓷茶杯', ['陶瓷', '瓷茶', '茶杯']],
    ['a pair is a word', '茶杯', ['茶杯']],
    ['one sign is a word', '茶 cup', ['茶', 'cup']],
    ['signs of four bytes are not torn', '𠮷野家丼', ['𠮷野', '野家', '家丼']],
    ['nothing gives nothing', '', []],
    ['nor do signs alone', ' — !? ', []],
  ])('%s', (_, text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  it('of any text are letters and digits, and the same words again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const words = wordsOf(text)
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}]+$/u)
        expect(wordsOf(words.join(' ')).every((word) => word !== '')).toBe(true)
      }),
    )
  })

  it('weigh by the best field they stand in; names of tags and types are words of their own kind', () => {
    const weights = wordWeights({
      ...NO_CONTENT,
      title: 'Red candles',
      description: 'A red glow, a warm glow',
      type: 'Candle',
      vendor: 'Red',
      tags: ['Gift', ''],
      collections: ['Winter'],
    })
    expect(Object.fromEntries(weights)).toEqual({
      red: 2,
      candles: 2,
      'red candles': 2,
      'cand-': 1,
      a: 0.5,
      glow: 0.5,
      warm: 0.5,
      'type:candle': 1,
      'vendor:red': 0.5,
      'tag:gift': 1.5,
      'collection:winter': 1,
    })
    expect(wordWeights(NO_CONTENT).size).toBe(0)
  })

  it('of a long description are its first sixty', () => {
    const description = Array.from({ length: 80 }, (_, w) => `word${w % 2} w${w}`).join(' ')
    const weights = wordWeights({ ...NO_CONTENT, description })
    expect(weights.size).toBe(60)
    expect([weights.has('w57'), weights.has('w58')]).toEqual([true, false])
  })
})

const arbitraryWords = fc.array(
  fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.constantFrom(0.5, 1, 2), {
    noNullPrototype: true,
  }),
  { minLength: 1, maxLength: 9 },
)

/** Cosine of two products by the book, in double precision. */
function naiveCosine(products: readonly Record<string, number>[], p: number, q: number): number {
  const described = products.filter((product) => Object.keys(product).length > 0).length
  const weight = (product: number, word: string): number => {
    const holders = products.filter((other) => word in other).length
    return (products[product]?.[word] ?? 0) * Math.log(1 + described / holders)
  }
  const words = ['a', 'b', 'c', 'd', 'e'].filter((word) => products.some((product) => word in product))
  const dot = (i: number, j: number) =>
    words.reduce((sum, word) => sum + weight(i, word) * weight(j, word), 0)
  return dot(p, q) / (Math.sqrt(dot(p, p) * dot(q, q)) || 1)
}

describe('nearest products', () => {
  it('are those of the greatest TF-IDF cosine, best first, the product itself left out', () => {
    fc.assert(
      fc.property(arbitraryWords, fc.integer({ min: 1, max: 9 }), (products, most) => {
        const table = nearest(vectorsOf(products.map((product) => new Map(Object.entries(product)))), most)
        products.forEach((_, p) => {
          const expected = products
            .map((_, q) => (q === p ? 0 : naiveCosine(products, p, q)))
            .filter((cosine) => cosine > 0)
            .sort((a, b) => b - a)
          for (let k = 0; k < most; k++) {
            const cosine = table.value[p * most + k] ?? Number.NaN
            const other = table.index[p * most + k] ?? -1
            expect(cosine).toBeCloseTo(expected[k] ?? 0, 5)
            if (cosine === 0) continue
            expect(other).not.toBe(p)
            expect(cosine).toBeCloseTo(naiveCosine(products, p, other), 5)
          }
        })
      }),
    )
  })

  it('are not found by a word that very many share, which still counts in lengths', () => {
    const many = Array.from({ length: 1502 }, () => new Map([['all', 1]]))
    const pair = [0, 1].map(() => new Map([...(many[0] ?? []), ['rare', 1]]))
    const table = nearest(vectorsOf([...many, ...pair]), 2)
    expect(table.value[0]).toBe(0)
    const rare = Math.log(1 + 1504 / 2)
    const all = Math.log(2)
    expect(table.index[2 * 1502]).toBe(1503)
    expect(table.value[2 * 1502]).toBeCloseTo(rare ** 2 / (rare ** 2 + all ** 2), 5)
    expect(table.value[2 * 1502 + 1]).toBe(0)
  })
})

const day = 86_400
const catalog = new Map<string, ProductContent>([
  ['mug', { ...NO_CONTENT, title: 'Blue mug', type: 'Mug', vendor: 'Kiln', price: 20, createdAt: 100 * day }],
  ['cup', { ...NO_CONTENT, title: 'Blue cup', type: 'Mug', vendor: '', price: 0, createdAt: 90 * day }],
  ['soap', { ...NO_CONTENT, title: 'Soap', type: 'Bath', vendor: 'Kiln', price: 5, createdAt: null }],
])

describe('the index of contents', () => {
  it('numbers types and vendors, takes logarithms of prices, and keeps look-alikes', () => {
    const index = indexContent(['soap', 'unknown', 'cup', 'mug'], catalog)
    expect([...(index?.types ?? [])]).toEqual([0, -1, 1, 1])
    expect([...(index?.vendors ?? [])]).toEqual([0, -1, -1, 0])
    const [soap, unknown, free, mug] = [...(index?.logPrices ?? [])]
    expect([soap, mug]).toEqual([Math.fround(Math.log(5)), Math.fround(Math.log(20))])
    expect([unknown, free]).toEqual([Number.NaN, Number.NaN])
    expect([...(index?.created ?? [])]).toEqual([Number.NaN, Number.NaN, 90 * day, 100 * day])
    const { text } = index ?? { text: emptyTable(0, 0) }
    const rowOf = (item: number): number[] => [
      ...text.value.subarray(item * text.neighbours, (item + 1) * text.neighbours),
    ]
    expect(text.items).toBe(4)
    // The mug: the cup by title and type, the soap by its vendor alone.
    expect([...text.index.subarray(3 * text.neighbours, 3 * text.neighbours + 2)]).toEqual([2, 0])
    const [best = 0, second = 0, third] = rowOf(3)
    expect(best).toBeGreaterThan(second)
    expect(second).toBeGreaterThan(0)
    expect(third).toBe(0)
    // What nothing is known of is like nothing.
    expect(rowOf(1).every((cosine) => cosine === 0)).toBe(true)
  })

  it('lies in shared memory, for threads', () => {
    const index = indexContent(['mug', 'cup'], catalog)
    const arrays = Object.values(index ?? {}).flatMap((part) =>
      ArrayBuffer.isView(part) ? [part] : [part.index, part.value],
    )
    expect(arrays).toHaveLength(8)
    for (const { buffer } of arrays) expect(buffer).toBeInstanceOf(SharedArrayBuffer)
  })

  it('is none where most products say nothing, or there are none', () => {
    expect(indexContent([], catalog)).toBeNull()
    expect(indexContent(['mug', 'x', 'y'], catalog)).toBeNull()
    expect(indexContent(['mug', 'x'], catalog)).not.toBeNull()
    expect(indexContent(['mug'], new Map([['mug', NO_CONTENT]]))).toBeNull()
  })
})

describe('products numbered one after another', () => {
  const besidesOf = (items: readonly string[], of: string): (readonly [string, number])[] => {
    const { neighbours, index, value } = besideByNumber(items)
    const row = items.indexOf(of)
    const entries = Array.from({ length: neighbours }, (_, k) => {
      const at = row * neighbours + k
      return [items[index[at] ?? 0] ?? '', value[at] ?? 0] as const
    })
    return entries.filter(([, closeness]) => closeness > 0)
  }

  it('are near, in the order of their numbers and not of their letters', () => {
    const items = ['p10', 'p9', 'p100', 'p2']
    expect(besidesOf(items, 'p9')).toEqual([
      ['p2', 1],
      ['p10', 1],
      ['p100', 0.25],
    ])
    const gids = [9, 11, 10].map((number) => `gid://shopify/Product/${number}`)
    expect(besidesOf(gids, gids[0] ?? '').map(([id]) => id)).toEqual([gids[2], gids[1]])
  })

  it('keep six on each side, nearest first, whatever the ids are made of', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 30 }),
        (items) => {
          const placed = new Map(items.map((id) => [id, besidesOf(items, id)]))
          for (const [id, besides] of placed) {
            expect(new Set(besides.map(([other]) => other)).size).toBe(besides.length)
            expect(besides.map(([other]) => other)).not.toContain(id)
            expect(besides.length).toBeGreaterThanOrEqual(Math.min(6, items.length - 1))
            expect(besides.length).toBeLessThanOrEqual(Math.min(12, items.length - 1))
            for (const [other, closeness] of besides) {
              expect(placed.get(other)).toContainEqual([id, closeness])
            }
            const values = besides.map(([, closeness]) => closeness)
            expect(values).toEqual(values.toSorted((a, b) => b - a))
          }
        },
      ),
    )
  })
})

describe('ages', () => {
  const agesFor = (now: number | null): number[] => {
    const index = indexContent(['mug', 'cup', 'soap'], catalog)
    return index === null ? [] : [...agesOf(index, now)]
  }
  const ln = (value: number) => Math.fround(Math.log(value))

  it('are logarithms of days, of what is unknown the greatest, of the future 0', () => {
    expect(agesFor(110 * day)).toEqual([ln(11), ln(21), ln(21)])
    expect(agesFor(95 * day)).toEqual([0, ln(6), ln(6)])
  })

  it('count to the newest product where no time is given', () => {
    expect(agesFor(null)).toEqual([0, ln(11), ln(11)])
  })

  it('are 0 where no product tells one', () => {
    const index = indexContent(['soap'], catalog)
    expect(index && [...agesOf(index, 110 * day)]).toEqual([0])
    expect(index && [...agesOf(index, null)]).toEqual([0])
  })
})

describe('arrivals', () => {
  const created = Float64Array.of(5, Number.NaN, 9, 5, 7)

  it('are products by their creation, newest first, of equal times the lower row, without those that have none', () => {
    expect([...arrivalsOf({ created }, null)]).toEqual([2, 4, 0, 3])
  })

  it('leave out what is created later', () => {
    expect([...arrivalsOf({ created }, 7)]).toEqual([4, 0, 3])
    expect([...arrivalsOf({ created }, 1)]).toEqual([])
  })
})
