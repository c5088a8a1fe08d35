import { RECOMMEND_LIMITS } from '@aisle/edge-model/contract'
import fc from 'fast-check'
import { createCookieSessionStorage } from 'react-router'
import { describe, expect, it } from 'vitest'
import { newestLast } from '../../../app/recommendations/newest-last.ts'
import { notePreview } from '../../../app/recommendations/preview.ts'
import {
  decodeProducts,
  encodeProducts,
  MOST_KEPT,
  rememberViewed,
  viewedProducts,
} from '../../../app/recommendations/session.ts'

const gid = fc.bigInt({ min: 0n, max: 10n ** 20n - 1n }).map((number) => `gid://shopify/Product/${number}`)
/** Drawn from few, so that repetitions happen. */
const walk = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 30 }).map((n) => `gid://shopify/Product/${n}`),
    gid,
  ),
  {
    maxLength: 80,
  },
)

describe('the order of a session', () => {
  it('is distinct, keeps each product where it was last, and the newest of them', () => {
    fc.assert(
      fc.property(walk, fc.integer({ min: 1, max: RECOMMEND_LIMITS.items }), (ids, most) => {
        const kept = newestLast(ids, most)
        const byRecency = [...new Set(ids)].sort((a, b) => ids.lastIndexOf(a) - ids.lastIndexOf(b))
        expect(kept).toEqual(byRecency.slice(-most))
      }),
    )
  })

  it('is the same whether seeds are appended at once or products are viewed one by one', () => {
    fc.assert(
      fc.property(walk, walk, (viewed, seeds) => {
        const most = RECOMMEND_LIMITS.items
        let stepwise = newestLast(viewed, most)
        for (const seed of seeds) stepwise = newestLast([...stepwise, seed], most)
        expect(newestLast([...viewed, ...seeds], most)).toEqual(stepwise)
      }),
    )
  })
})

describe('the cookie of viewed products', () => {
  it('reads what it wrote', () => {
    fc.assert(
      fc.property(walk, (ids) => {
        expect(decodeProducts(encodeProducts(ids))).toEqual(newestLast(ids, MOST_KEPT))
      }),
    )
  })

  it('stays small, whatever is remembered', () => {
    fc.assert(
      fc.property(fc.array(gid, { minLength: MOST_KEPT, maxLength: 100 }), (ids) => {
        expect(encodeProducts(ids).length).toBeLessThan(MOST_KEPT * 21)
      }),
    )
  })

  it('leaves out what is no product gid', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), walk, (junk, ids) => {
        expect(decodeProducts(encodeProducts([...junk, ...ids]))).toEqual(newestLast(ids, MOST_KEPT))
      }),
    )
    expect(encodeProducts(['85123A', 'gid://shopify/ProductVariant/1', 'gid://shopify/Product/1?x=1'])).toBe(
      '',
    )
  })

  it('reads each product once and not too many, even where another version wrote more', () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 100 })
    fc.assert(
      fc.property(numbers, (written) => {
        const ids = written.map((number) => `gid://shopify/Product/${number}`)
        expect(decodeProducts(written.join('.'))).toEqual(newestLast(ids, MOST_KEPT))
      }),
    )
  })

  it('takes a broken cookie for an empty session', () => {
    fc.assert(
      fc.property(fc.anything(), (broken) => {
        const ids = decodeProducts(broken)
        // What it does read is a text of numbers, which writes and reads as the same products.
        expect(decodeProducts(encodeProducts(ids))).toEqual(ids)
      }),
    )
    for (const broken of [
      undefined,
      null,
      7,
      {},
      [],
      '',
      '.',
      '1.',
      '1..2',
      'a.b',
      '1.2e3',
      '9'.repeat(21),
    ]) {
      expect(decodeProducts(broken)).toEqual([])
    }
    expect(decodeProducts(Array.from({ length: 400 }, (_, n) => n).join('.'))).toEqual([])
  })
})

describe('remembering a product', () => {
  const storage = createCookieSessionStorage({
    cookie: { name: 'session', secrets: ['a secret of the test'] },
  })

  it('survives the way through a signed cookie, in less than 1 KB', async () => {
    const session = await storage.getSession()
    const ids = Array.from({ length: 50 }, (_, n) => `gid://shopify/Product/${10n ** 19n + BigInt(n)}`)
    for (const id of ids) rememberViewed({ session }, id)
    const cookie = await storage.commitSession(session)
    expect(cookie.length).toBeLessThan(1024)
    expect(viewedProducts(await storage.getSession(cookie.split(';')[0]))).toEqual(ids.slice(-MOST_KEPT))
  })

  it('leaves room in the 4 KB of a cookie for everything else that a session keeps', async () => {
    const session = await storage.getSession()
    const list = Array(MOST_KEPT).fill('9'.repeat(20)).join('.')
    for (const key of ['viewed', 'cart', 'bought']) session.set(key, list)
    session.set('consent', 'yes')
    session.set('visitor', crypto.randomUUID())
    session.set('total', 'USD999999999')
    const longest = 'a'.repeat(1_200)
    const noted = {
      get: () => undefined,
      unset: () => {},
      set: (_: string, token: string) => session.set('preview', token),
    }
    notePreview(noted, new Request(`http://shop.test/?aisle-preview=${longest}`))
    expect(session.get('preview')).toBe(longest)
    expect((await storage.commitSession(session)).length).toBeLessThan(4096)
  })

  it('reads nothing from a cookie somebody tampered with', async () => {
    const session = await storage.getSession()
    rememberViewed({ session }, 'gid://shopify/Product/1')
    const cookie = await storage.commitSession(session)
    const tampered = await storage.getSession(cookie.replace('session=', 'session=x'))
    expect(viewedProducts(tampered)).toEqual([])
  })

  it('writes only when something changed', () => {
    const written: string[] = []
    const session = {
      get: () => written.at(-1),
      set: (_name: 'viewed', value: string) => written.push(value),
    }
    rememberViewed({ session }, 'gid://shopify/Product/1')
    rememberViewed({ session }, 'gid://shopify/Product/2')
    rememberViewed({ session }, 'gid://shopify/Product/2')
    rememberViewed({ session }, 'not a product')
    rememberViewed({ session }, 'gid://shopify/Product/1')
    expect(written).toEqual(['1', '1.2', '2.1'])
  })
})
