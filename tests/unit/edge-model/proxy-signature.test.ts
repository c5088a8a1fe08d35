import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSigned, signedText } from '../../../edge-model/proxy/signature.ts'

/** Shopify's published example, and the same without `logged_in_customer_id`. */
const PUBLISHED = [
  {
    query:
      'extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555',
    signature: '4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb',
  },
  {
    query:
      'extra=1&extra=2&shop=shop-name.myshopify.com&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555',
    signature: 'a9718877bea71c2484f91608a7eaea1532bdf71f5c56825065fa4ccabe549ef3',
  },
]

const signed = (query: string, signature: string) => new URLSearchParams(`${query}&signature=${signature}`)

describe("Shopify's published signatures", () => {
  it.each(PUBLISHED)('hold: $query', async ({ query, signature }) => {
    expect(await isSigned(signed(query, signature), 'hush')).toBe(true)
  })

  it.each(PUBLISHED)(
    'hold in any order of the parameters, the signature first too: $query',
    async (example) => {
      const parameters = new URLSearchParams(
        `signature=${example.signature}&${example.query.split('&').toSorted().reverse().join('&')}`,
      )
      const repeated = parameters.getAll('extra')
      parameters.delete('extra')
      for (const value of repeated.reverse()) parameters.append('extra', value)
      expect(await isSigned(parameters, 'hush')).toBe(true)
    },
  )

  it.each(PUBLISHED)('fail with another secret: $query', async ({ query, signature }) => {
    expect(await isSigned(signed(query, signature), 'hush ')).toBe(false)
  })

  it.each(PUBLISHED)('fail with any digit changed: $query', async ({ query, signature }) => {
    for (let at = 0; at < signature.length; at++) {
      const other = signature[at] === '0' ? '1' : '0'
      const changed = signature.slice(0, at) + other + signature.slice(at + 1)
      expect(await isSigned(signed(query, changed), 'hush')).toBe(false)
    }
  })

  it.each(['', 'zz', PUBLISHED[0]?.signature.toUpperCase(), `${PUBLISHED[0]?.signature}0`])(
    'fail where the signature is "%s"',
    async (signature = '') => {
      expect(await isSigned(signed(PUBLISHED[0]?.query ?? '', signature), 'hush')).toBe(false)
    },
  )
})

const pairs = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), {
  maxLength: 8,
})

it('holds for any parameters signed as Shopify signs, and for no others', async () => {
  await fc.assert(
    fc.asyncProperty(pairs, fc.string({ minLength: 1 }), async (entries, secret) => {
      const parameters = new URLSearchParams(entries.filter(([name]) => name !== 'signature'))
      const digest = createHmac('sha256', secret).update(signedText(parameters)).digest('hex')
      parameters.append('signature', digest)
      expect(await isSigned(parameters, secret)).toBe(true)
      parameters.append('more', '1')
      expect(await isSigned(parameters, secret)).toBe(false)
    }),
    { numRuns: 100 },
  )
})
