/**
 * An engineer sees a release that the channel does not give them, at every door, by a signed preview.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { type Preview, recommendResponseSchema, signPreview } from '../../edge-model/contract/index.ts'
import { expectProblem } from './support/expect-problem.ts'
import { type Isolate, isolate, newShop, publish, upload } from './support/isolate.ts'
import { NOW, proxyVariables, signedPath } from './support/proxy.ts'
import { productId, type ReleaseFiles, releaseFiles } from './support/release-files.ts'
import { testKey } from './support/test-keys.ts'

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
    const token = await signPreview(preview(), await testKey())
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

  it('of a release that can not be loaded is answered by no other', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const token = await signPreview(preview({ release: 'f'.repeat(64) }), await testKey())
    await expectProblem(await ask({ 'Aisle-Preview': token }), 503, 'preview_unavailable')
    vi.restoreAllMocks()
  })

  it('that does not hold is refused at every door, so that nobody believes to see what they do not', async () => {
    const token = await signPreview(preview({ shop: 'other' }), await testKey())
    const headers = { 'Aisle-Preview': token }
    await expectProblem(await ask(headers), 400, 'bad_preview')
    await expectProblem(await ask({}, `?aisle-preview=${token}`), 400, 'bad_preview')
    const graphql = await worker.fetch('/graphql', { method: 'POST', headers, body: '{}' })
    await expectProblem(graphql, 400, 'bad_preview')
    const proxied = await worker.fetch(await signedPath({ slot: 'cart', 'aisle-preview': token }))
    await expectProblem(proxied, 400, 'bad_preview')
  })
})
