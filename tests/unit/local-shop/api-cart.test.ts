import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import {
  type CartClient,
  cartClient,
  cartOf,
  contents,
  LAST_APRON,
  MUG,
  PLUM_MUG,
  SOLD_OUT,
  TORCH,
  UNKNOWN,
} from '../../support/cart-client.ts'
import { shopCatalog } from '../../support/shop-catalog.ts'

let shop: LocalShop
let carts: CartClient
beforeAll(async () => {
  shop = await startLocalShop({ port: 0, catalog: shopCatalog() })
  carts = cartClient(shop.url)
})
afterAll(() => shop.close())

describe('a cart', () => {
  it('is created with lines, read back by its id, and by nothing less', async () => {
    const cart = cartOf(
      await carts.create({ lines: [{ merchandiseId: MUG, quantity: 2 }], note: 'Please wrap.' }),
    )
    expect(cart.id).toMatch(/^gid:\/\/shopify\/Cart\/[0-9a-f]{32}\?key=[0-9a-f]{32}$/)
    expect(cart).toMatchObject({
      totalQuantity: 2,
      note: 'Please wrap.',
      cost: { totalAmount: { amount: '48.0' } },
    })
    expect(await carts.read(cart.id)).toEqual(cart)
    expect(await carts.read(cart.id.replace(/\?.*/, ''))).toBeNull()
    expect(await carts.read(`${cart.id}0`)).toBeNull()
    expect(await carts.read('gid://shopify/Cart/none?key=none')).toBeNull()
    expect((await carts.add('gid://shopify/Cart/none?key=none', [])).userErrors).toEqual([
      { code: 'INVALID', field: ['cartId'], message: 'The specified cart does not exist.' },
    ])
  })

  it('holds one line of a variant and its attributes, newest first', async () => {
    const { id } = cartOf(await carts.create({ lines: [{ merchandiseId: MUG }, { merchandiseId: TORCH }] }))
    const engraved = {
      merchandiseId: MUG,
      attributes: [
        { key: 'name', value: 'Ada' },
        { key: 'gift', value: 'yes' },
      ],
    }
    await carts.add(id, [engraved])
    const again = { ...engraved, attributes: engraved.attributes.toReversed(), quantity: 3 }
    const cart = cartOf(await carts.add(id, [again, { merchandiseId: MUG }]))
    expect(contents(cart)).toEqual([
      [MUG, 4],
      [TORCH, 1],
      [MUG, 2],
    ])
    expect(cart.lines.nodes[1]?.cost).toEqual({
      amountPerQuantity: { amount: '39.99' },
      compareAtAmountPerQuantity: { amount: '49.99' },
      subtotalAmount: { amount: '39.99' },
      totalAmount: { amount: '39.99' },
    })
  })

  it('updates quantities, variants and attributes; lines that become equal become one', async () => {
    const { id, lines } = cartOf(
      await carts.create({ lines: [{ merchandiseId: MUG }, { merchandiseId: PLUM_MUG }] }),
    )
    const [plum, oat] = lines.nodes
    expect(contents(cartOf(await carts.update(id, [{ id: oat?.id, quantity: 3 }])))).toEqual([
      [PLUM_MUG, 1],
      [MUG, 3],
    ])
    const merged = cartOf(await carts.update(id, [{ id: plum?.id, merchandiseId: MUG }]))
    expect(contents(merged)).toEqual([[MUG, 4]])
    const [line] = merged.lines.nodes
    const noted = cartOf(await carts.update(id, [{ id: line?.id, attributes: [{ key: 'a', value: 'b' }] }]))
    expect(noted.lines.nodes[0]).toMatchObject({ quantity: 4, attributes: [{ key: 'a', value: 'b' }] })
    expect(contents(cartOf(await carts.update(id, [{ id: line?.id, quantity: 0 }])))).toEqual([])
  })
})

describe('stock', () => {
  it('clamps a quantity and warns', async () => {
    const { cart, warnings } = await carts.create({ lines: [{ merchandiseId: LAST_APRON, quantity: 5 }] })
    const [line] = cart?.lines.nodes ?? []
    expect(line?.quantity).toBe(1)
    expect(warnings).toEqual([
      {
        code: 'MERCHANDISE_NOT_ENOUGH_STOCK',
        target: line?.id,
        message: "Only 1 of 'Linen Apron - Clay / S / With' are available; the cart holds no more.",
      },
    ])
    const more = await carts.add(cart?.id ?? '', [
      { merchandiseId: LAST_APRON, attributes: [{ key: 'a', value: 'b' }] },
    ])
    expect(contents(cartOf(more))).toEqual([[LAST_APRON, 1]])
    expect(more.warnings).toMatchObject([{ code: 'MERCHANDISE_NOT_ENOUGH_STOCK' }])
  })

  it('lets nothing in that is sold out', async () => {
    const { cart, warnings, userErrors } = await carts.create({
      lines: [{ merchandiseId: SOLD_OUT }, { merchandiseId: MUG }],
    })
    expect([contents(cartOf({ cart, warnings, userErrors })), userErrors]).toEqual([[[MUG, 1]], []])
    expect(warnings).toMatchObject([{ code: 'MERCHANDISE_OUT_OF_STOCK', target: SOLD_OUT }])
  })
})

describe('what cannot be done changes nothing', () => {
  it.each([
    ['unknown merchandise', { merchandiseId: UNKNOWN }, ['lines', '1', 'merchandiseId'], 'INVALID'],
    [
      'a product instead of a variant',
      { merchandiseId: 'gid://shopify/Product/2' },
      ['lines', '1', 'merchandiseId'],
      'INVALID',
    ],
    ['no quantity', { merchandiseId: MUG, quantity: 0 }, ['lines', '1', 'quantity'], 'INVALID'],
    [
      'a subscription',
      { merchandiseId: MUG, sellingPlanId: 'gid://shopify/SellingPlan/1' },
      ['lines', '1', 'sellingPlanId'],
      'SELLING_PLAN_NOT_APPLICABLE',
    ],
  ])('adding %s', async (_what, line, field, code) => {
    const before = cartOf(await carts.create({ lines: [{ merchandiseId: TORCH }] }))
    const { cart, userErrors } = await carts.add(before.id, [{ merchandiseId: MUG }, line])
    expect(cart).toBeNull()
    expect(userErrors).toMatchObject([{ code, field }])
    expect(await carts.read(before.id)).toEqual(before)
  })

  it('updating or removing lines that are not there', async () => {
    const before = cartOf(await carts.create({ lines: [{ merchandiseId: TORCH }] }))
    const [line] = before.lines.nodes
    const updated = await carts.update(before.id, [
      { id: line?.id, quantity: 2 },
      { id: 'none', quantity: 1 },
    ])
    expect(updated.userErrors).toMatchObject([
      { code: 'INVALID_MERCHANDISE_LINE', field: ['lines', '1', 'id'] },
    ])
    const negative = await carts.update(before.id, [{ id: line?.id, quantity: -1 }])
    expect(negative.userErrors).toMatchObject([{ code: 'INVALID', field: ['lines', '0', 'quantity'] }])
    const removed = await carts.remove(before.id, [line?.id ?? '', 'none'])
    expect(removed.userErrors).toMatchObject([{ code: 'INVALID_MERCHANDISE_LINE', field: ['lineIds', '1'] }])
    expect(await carts.read(before.id)).toEqual(before)
  })

  it('a note too long, inputs the shop does not know, lists too long', async () => {
    const long = await carts.create({ note: 'x'.repeat(5001) })
    expect(long.userErrors).toMatchObject([{ code: 'NOTE_TOO_LONG', field: ['input', 'note'] }])
    await expect(carts.create({ buyerIdentity: { customerAccessToken: 'x' } })).rejects.toThrow(
      'no customer accounts',
    )
    await expect(carts.create({ delivery: { addresses: [] } })).rejects.toThrow(
      'does not serve CartInput.delivery',
    )
    await expect(carts.create({ lines: Array(251).fill({ merchandiseId: MUG }) })).rejects.toThrow(
      'array size of 251',
    )
  })
})
