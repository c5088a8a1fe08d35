/**
 * Variants of one product: how many of them a shelf shows.
 */
import { describe, expect, it } from 'vitest'
import { recommended } from './support/isolate.ts'
import { ids, idsOf, ROWS, serving } from './support/slots.ts'

describe('families', () => {
  /** Rows 0–3, 4–7, … are variants of one product each. */
  const families = ROWS.map((row) => Math.floor(row / 4))

  it('show as many products as the slot allows, popular ones included', async () => {
    const worker = await serving({
      families,
      neighbours: 8,
      slots: {
        'for-you': { table: 'next', items: 50, bought: true, perFamily: 1, ownFamily: true, filled: true },
      },
    })
    const answer = await recommended(worker, { items: ids(0), limit: 12 })
    // 1 of 0–3, 4 of 4–7, 8 of 8–11; popular 7, 8, 9 and 10 are of families that are shown.
    expect(idsOf(answer)).toEqual(ids(1, 4, 8))
  })

  it('that the shopper has at hand stay away where the slot says so', async () => {
    const worker = await serving({
      families,
      neighbours: 8,
      slots: {
        'goes-well-with': {
          table: 'next',
          items: 50,
          bought: true,
          perFamily: 2,
          ownFamily: false,
          filled: true,
        },
      },
    })
    const wish = { slot: 'goes-well-with', items: ids(20, 0), limit: 4 } as const
    // 21, 22, 23 are older in the session than 0, whose family alone is at hand.
    expect(idsOf(await recommended(worker, wish))).toEqual(ids(21, 4, 22, 5))
    const withCart = await recommended(worker, { ...wish, exclude: ids(23) })
    expect(idsOf(withCart)).toEqual(ids(4, 5, 8, 9))
  })

  it('are filled up from further down the ranking', async () => {
    const worker = await serving({
      items: 200,
      neighbours: 60,
      popular: [],
      families: Array.from({ length: 200 }, (_, row) => Math.floor(row / 10)),
      slots: {
        similar: { table: 'next', items: 50, bought: true, perFamily: 1, ownFamily: true, filled: true },
      },
    })
    const answer = await recommended(worker, { slot: 'similar', items: ids(0), limit: 6 })
    expect(idsOf(answer)).toEqual(ids(1, 10, 20, 30, 40, 50))
  })
})
