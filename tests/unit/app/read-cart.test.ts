import { once } from 'node:events'
import { createServer } from 'node:http'
import { createCartHandler, createStorefrontClient } from '@shopify/hydrogen'
import { expect, it, onTestFinished } from 'vitest'
import { readCart } from '../../../app/lib/read-cart.ts'

it('asks the shop once for each request', async () => {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"data":{"cart":null}}')
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const cartOfARequest = () => {
    const { storefront } = createStorefrontClient({
      storeDomain: `http://localhost:${port}`,
      publicStorefrontToken: '0'.repeat(32),
      i18n: { language: 'EN', country: 'US' },
    })
    const getCartId = () => 'gid://shopify/Cart/1?key=k'
    return createCartHandler({ storefront, getCartId, setCartId: () => new Headers() })
  }
  const cart = cartOfARequest()
  expect(await Promise.all([readCart(cart), readCart(cart)])).toEqual([null, null])
  expect(asked).toBe(1)
  await readCart(cartOfARequest())
  expect(asked).toBe(2)
})
