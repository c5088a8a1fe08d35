/**
 * What POST /graphql refuses: operations that ask for too much, and what is no operation.
 */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ItemModel } from '../../edge-model/runtime/item-model.ts'
import { answerSchema, query, watchStorefront } from './support/graphql.ts'
import { shopWorker } from './support/shop-release.ts'

afterEach(() => vi.restoreAllMocks())

describe('beyond the limits', () => {
  const nest = (depth: number): string =>
    depth === 0 ? 'id' : `variants(first: 1) { nodes { product { ${nest(depth - 1)} } } }`
  const recommend = (below: string, more = '') =>
    `query ($n: Int = 12) { recommendations(slot: CART, limit: $n) { items { product { ${below} } } } ${more} }`
  const bomb = Array.from(
    { length: 40 },
    (_, n) =>
      `fragment F${n} on Product { ${n === 39 ? 'id' : `...F${n + 1} variants(first: 1) { nodes { product { ...F${n + 1} } } }`} }`,
  ).join('\n')

  it.each([
    ['a deep query', recommend(nest(4)), {}, /has 16 fields one below the other, at most 12/],
    [
      'many root fields',
      recommend(
        'id',
        'a: recommendations(slot: CART) { arm } b: recommendations(slot: CART) { arm } ...More',
      ) +
        ' fragment More on QueryRoot { c: recommendations(slot: CART) { arm } d: recommendations(slot: CART) { arm } }',
      {},
      /has 5 fields of QueryRoot, at most 4/,
    ],
    [
      'many aliases',
      recommend(Array.from({ length: 41 }, (_, n) => `a${n}: id`).join(' ')),
      {},
      /has 41 aliases/,
    ],
    [
      'long lists',
      recommend('variants(first: 250) { nodes { id title availableForSale barcode sku } }'),
      { n: 50 },
      /fields to answer/,
    ],
    [
      'long lists by variables',
      recommend('variants(first: $n) { nodes { id title sku barcode weight taxable image { url } } }'),
      { n: 250 },
      /fields to answer/,
    ],
    ['fragments that multiply', `${recommend('...F0')} ${bomb}`, {}, /one below the other/],
    ['a very long query', recommend('id '.repeat(5_000)), {}, /1000 tokens/],
    ['introspection', '{ __schema { types { name } } }', {}, /introspection/],
    ['introspection of a type', '{ __type(name: "Product") { name } }', {}, /introspection/],
    [
      "a field of Shopify's own root",
      '{ products(first: 1) { nodes { id } } }',
      {},
      /ask the Storefront API for all else/,
    ],
    ['a mutation', 'mutation { cartCreate { cart { id } } }', {}, /mutation/],
    ['an unknown field', recommend('titel'), {}, /^Cannot query field "titel" on type "Product"\.$/],
    [
      'fragments in a circle',
      `${recommend('...A')} fragment A on Product { ...B } fragment B on Product { ...A }`,
      {},
      /Cannot spread fragment/,
    ],
  ])('%s is refused before anything is executed', async (_, text, variables, message) => {
    const { worker } = await shopWorker()
    const calls = watchStorefront()
    const reads = vi.spyOn(ItemModel.prototype, 'rank')
    const answer = await query(worker, text, variables)
    expect(answer.data ?? null).toBeNull()
    expect(answer.errors?.[0]?.message).toMatch(message)
    expect(calls()).toEqual([])
    expect(reads).not.toHaveBeenCalled()
  })

  it('a body is refused in the same form', async () => {
    const { worker } = await shopWorker()
    const response = await worker.fetch('/graphql', { method: 'POST', body: ' '.repeat(128 * 1024 + 1) })
    expect(response.status).toBe(413)
    expect(answerSchema.parse(await response.json()).errors?.[0]?.extensions?.code).toBe('body_too_large')
  })

  it('GET and GraphiQL are no way in', async () => {
    const { worker } = await shopWorker()
    for (const path of ['/graphql', '/graphql?query={__typename}']) {
      const response = await worker.fetch(path, { headers: { accept: 'text/html' } })
      expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST'])
    }
  })
})
