import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import {
  type CartClient,
  cartClient,
  cartOf,
  cents,
  contents,
  LAST_APRON,
  MUG,
  SACHET,
  SOLD_OUT,
  TORCH,
} from '../../support/cart-client.ts'
import { shopCatalog } from '../../support/shop-catalog.ts'

let shop: LocalShop
let carts: CartClient
beforeAll(async () => {
  shop = await startLocalShop({ port: 0, catalog: shopCatalog() })
  carts = cartClient(shop.url)
})
afterAll(() => shop.close())

it('adds up, whatever was added, updated and removed in whatever order', async () => {
  const changes = fc.array(
    fc.record({
      what: fc.constantFrom('add', 'update', 'remove'),
      merchandiseId: fc.constantFrom(MUG, TORCH, SACHET, LAST_APRON, SOLD_OUT),
      quantity: fc.integer({ min: 1, max: 4 }),
      pick: fc.nat(5),
    }),
    { minLength: 1, maxLength: 8 },
  )
  await fc.assert(
    fc.asyncProperty(changes, fc.boolean(), async (steps, discounted) => {
      let cart = cartOf(await carts.create({ discountCodes: discounted ? ['WELCOME10'] : [] }))
      for (const { what, merchandiseId, quantity, pick } of steps) {
        const line = cart.lines.nodes[pick % Math.max(1, cart.lines.nodes.length)]
        if (what === 'add') cart = cartOf(await carts.add(cart.id, [{ merchandiseId, quantity }]))
        else if (line !== undefined && what === 'remove')
          cart = cartOf(await carts.remove(cart.id, [line.id]))
        else if (line !== undefined)
          cart = cartOf(await carts.update(cart.id, [{ id: line.id, quantity: quantity - 1 }]))

        const { nodes } = cart.lines
        expect(cents(cart.cost.totalAmount)).toBe(
          nodes.reduce((sum, { cost }) => sum + cents(cost.totalAmount), 0),
        )
        expect(cart.totalQuantity).toBe(nodes.reduce((sum, node) => sum + node.quantity, 0))
        for (const node of nodes) {
          const off = node.discountAllocations.reduce(
            (sum, { discountedAmount }) => sum + cents(discountedAmount),
            0,
          )
          expect(cents(node.cost.subtotalAmount)).toBe(cents(node.cost.amountPerQuantity) * node.quantity)
          expect(cents(node.cost.totalAmount)).toBe(cents(node.cost.subtotalAmount) - off)
          expect(node.quantity).toBeGreaterThan(0)
        }
        expect(new Set(nodes.map(({ merchandise }) => merchandise.id)).size).toBe(nodes.length)
      }
    }),
    { numRuns: 25 },
  )
})

it('does not depend on the order things were added in', async () => {
  const lines = fc.array(
    fc.record({
      merchandiseId: fc.constantFrom(MUG, TORCH, SACHET),
      quantity: fc.integer({ min: 1, max: 2 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  await fc.assert(
    fc.asyncProperty(lines, async (given) => {
      const one = cartOf(await carts.create({ lines: given }))
      const other = cartOf(await carts.create())
      for (const line of given.toReversed()) await carts.add(other.id, [line])
      expect(new Map(contents((await carts.read(other.id)) ?? one))).toEqual(new Map(contents(one)))
    }),
    { numRuns: 15 },
  )
})
