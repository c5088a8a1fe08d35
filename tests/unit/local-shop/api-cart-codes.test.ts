import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import { type CartClient, cartClient, cartOf, MUG, TORCH } from '../../support/cart-client.ts'
import { shopCatalog } from '../../support/shop-catalog.ts'

let shop: LocalShop
let carts: CartClient
beforeAll(async () => {
  shop = await startLocalShop({ port: 0, catalog: shopCatalog() })
  carts = cartClient(shop.url)
})
afterAll(() => shop.close())

describe('codes', () => {
  it('a discount is taken off each line, whatever its case; an unknown one is told', async () => {
    const { id } = cartOf(
      await carts.create({ lines: [{ merchandiseId: MUG, quantity: 3 }, { merchandiseId: TORCH }] }),
    )
    const { cart, warnings } = await carts.mutate(
      'cartDiscountCodesUpdate',
      { cartId: id, discountCodes: ['NOPE', 'welcome10', 'Welcome10'] },
      '$cartId: ID!, $discountCodes: [String!]!',
    )
    expect(cart?.discountCodes).toEqual([
      { code: 'NOPE', applicable: false },
      { code: 'Welcome10', applicable: true },
    ])
    expect(warnings).toMatchObject([{ code: 'DISCOUNT_NOT_FOUND', target: id }])
    expect(cart?.cost).toMatchObject({
      subtotalAmount: { amount: '100.79' },
      totalAmount: { amount: '100.79' },
    })
    expect(cart?.lines.nodes.map(({ discountAllocations }) => discountAllocations)).toEqual([
      [{ discountedAmount: { amount: '4.0' }, code: 'Welcome10' }],
      [{ discountedAmount: { amount: '7.2' }, code: 'Welcome10' }],
    ])
    const without = await carts.mutate(
      'cartDiscountCodesUpdate',
      { cartId: id, discountCodes: [] },
      '$cartId: ID!, $discountCodes: [String!]!',
    )
    expect(without.cart?.cost.totalAmount.amount).toBe('111.99')
  })

  it('a gift card pays what it can', async () => {
    const { id } = cartOf(await carts.create({ lines: [{ merchandiseId: MUG }] }))
    const declared = '$cartId: ID!, $giftCardCodes: [String!]!'
    const paid = cartOf(
      await carts.mutate('cartGiftCardCodesUpdate', { cartId: id, giftCardCodes: ['embergift25'] }, declared),
    )
    expect(paid.cost).toMatchObject({
      totalAmount: { amount: '24.0' },
      checkoutChargeAmount: { amount: '0.0' },
    })
    expect(paid.appliedGiftCards).toMatchObject([
      { lastCharacters: 'ft25', balance: { amount: '25.0' }, amountUsed: { amount: '24.0' } },
    ])
    const wrong = await carts.mutate(
      'cartGiftCardCodesAdd',
      { cartId: id, giftCardCodes: ['MINE'] },
      declared,
    )
    expect(wrong.userErrors).toMatchObject([{ code: 'INVALID', field: ['giftCardCodes'] }])
    const twice = cartOf(
      await carts.mutate('cartGiftCardCodesAdd', { cartId: id, giftCardCodes: ['EMBERGIFT25'] }, declared),
    )
    expect(twice.appliedGiftCards).toHaveLength(1)
    const cardIds = twice.appliedGiftCards.map((card) => card.id)
    const removed = await carts.mutate(
      'cartGiftCardCodesRemove',
      { cartId: id, appliedGiftCardIds: cardIds },
      '$cartId: ID!, $appliedGiftCardIds: [ID!]!',
    )
    expect(cartOf(removed).cost.checkoutChargeAmount.amount).toBe('24.0')
  })
})

it('keeps note, attributes and who buys', async () => {
  const { id } = cartOf(await carts.create())
  const note = await carts.mutate(
    'cartNoteUpdate',
    { cartId: id, note: 'Ring twice.' },
    '$cartId: ID!, $note: String!',
  )
  expect(note.cart?.note).toBe('Ring twice.')
  const attributes = [{ key: 'from', value: 'home' }]
  const declared = '$cartId: ID!, $attributes: [AttributeInput!]!'
  expect(
    (await carts.mutate('cartAttributesUpdate', { cartId: id, attributes }, declared)).cart?.attributes,
  ).toEqual(attributes)
  const identified = await carts.mutate(
    'cartBuyerIdentityUpdate',
    { cartId: id, buyerIdentity: { countryCode: 'US', email: 'ada@example.com' } },
    '$cartId: ID!, $buyerIdentity: CartBuyerIdentityInput!',
  )
  expect(identified.cart).toMatchObject({
    note: 'Ring twice.',
    attributes,
    buyerIdentity: { countryCode: 'US', email: 'ada@example.com', customer: null },
  })
})
