/**
 * An engineer sees a release that the channel does not give them, at every door, by a signed preview.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Preview,
  previewToken,
  RELEASE_TYPE,
  recommendResponseSchema,
  sign,
  toBase64,
} from '../../edge-model/contract/index.ts'
import { expectProblem } from './support/expect-problem.ts'
import { type Isolate, isolate, newShop, publish, upload } from './support/isolate.ts'
import { NOW, proxyVariables, signedPath } from './support/proxy.ts'
import { productId, type ReleaseFiles, releaseFiles } from './support/release-files.ts'
import { strangeKey, testKey } from './support/test-keys.ts'

let worker: Isolate
let next: ReleaseFiles

beforeAll(async () => {
  worker = isolate(newShop(), proxyVariables, () => NOW * 1000)
  await publish(worker, await releaseFiles({ shop: worker.shop }), null)
  next = await releaseFiles({ shop: worker.shop, step: 5 })
  await upload(worker, next)
})

const preview = (changes: Partial<Preview> = {}): Preview => ({
  schemaVersion: 1,
  shop: worker.shop,
  release: next.id,
  expiresAt: new Date((NOW + 3_600) * 1000).toISOString(),
  ...changes,
})
const body = JSON.stringify({ slot: 'cart', items: [productId(0)], limit: 1 })
const ask = (headers: Record<string, string>, query = '') =>
  worker.fetch(`/recommend${query}`, { method: 'POST', body, headers })

describe('a preview', () => {
  it('shows its release by header, by query, in GraphQL and by proxy', async () => {
    const token = await previewToken(preview(), await testKey())
    const shown = { release: next.id, arm: 'preview', items: [{ productId: productId(5) }] }
    for (const response of [
      await ask({ 'Aisle-Preview': token }),
      await ask({}, `?aisle-preview=${token}`),
      await worker.fetch(
        await signedPath({ slot: 'cart', items: productId(0), limit: '1', 'aisle-preview': token }),
      ),
    ]) {
      const answer = recommendResponseSchema.parse(await response.json())
      expect(answer).toMatchObject(shown)
    }
    const query = '{ recommendations(slot: CART) { release arm } }'
    const response = await worker.fetch('/graphql', {
      method: 'POST',
      headers: { 'Aisle-Preview': token, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    expect(await response.json()).toEqual({ data: { recommendations: { release: next.id, arm: 'PREVIEW' } } })
  })

  it.each<[string, () => Promise<string>, string]>([
    [
      'expired',
      async () => previewToken(preview({ expiresAt: new Date(NOW * 1000).toISOString() }), await testKey()),
      'preview_expired',
    ],
    ['of another shop', async () => previewToken(preview({ shop: 'other' }), await testKey()), 'bad_preview'],
    ['signed by a stranger', async () => previewToken(preview(), await strangeKey()), 'unknown_key'],
    ['no token', async () => 'please', 'bad_preview'],
    ['far too long', async () => 'a'.repeat(5_000), 'bad_preview'],
    ['a release', async () => toBase64(await sign(RELEASE_TYPE, preview(), await testKey())), 'wrong_type'],
  ])('that is %s shows nothing', async (_, tokenOf, code) => {
    await expectProblem(await ask({ 'Aisle-Preview': await tokenOf() }), 401, code)
  })

  it('shows nothing with any character changed', async () => {
    const token = await previewToken(preview(), await testKey())
    for (let at = 0; at < token.length; at += 7) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
      expect((await ask({ 'Aisle-Preview': changed })).status).toBe(401)
    }
  })
})
