import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Preview,
  RELEASE_TYPE,
  type SigningKey,
  sign,
  signPreview,
  toBase64,
} from '../../edge-model/contract/index.ts'
import { expectProblem } from './support/expect-problem.ts'
import { type Isolate, isolate, newShop, publish, store } from './support/isolate.ts'
import { productId, type ReleaseFiles, releaseFiles } from './support/release-files.ts'
import { strangeKey, testKey } from './support/test-keys.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')

let worker: Isolate
let shown: ReleaseFiles
let key: SigningKey
beforeAll(async () => {
  worker = isolate(newShop(), {}, () => NOW)
  await publish(worker, await releaseFiles({ shop: worker.shop, step: 1 }), null)
  shown = await releaseFiles({ shop: worker.shop, step: 2 })
  await store(shown)
  key = await testKey()
})

const preview = (more: Partial<Preview> = {}): Preview => ({
  schemaVersion: 1,
  shop: worker.shop,
  release: shown.id,
  expiresAt: '2026-11-20T20:00:00Z',
  ...more,
})
const body = JSON.stringify({ slot: 'for-you', items: [productId(0)], limit: 1 })
const askWith = (token: string) =>
  worker.fetch('/recommend', { method: 'POST', body, headers: { 'Aisle-Preview': token } })

describe('a preview token', () => {
  it('shows a release that no channel names, in a header or in the query', async () => {
    const token = await signPreview(preview(), key)
    expect(token).toMatch(/^[\w-]+$/)
    const inQuery = worker.fetch(`/recommend?aisle-preview=${token}`, { method: 'POST', body })
    for (const answer of [await askWith(token), await inQuery]) {
      expect(await answer.json()).toMatchObject({
        arm: 'preview',
        release: shown.id,
        items: [{ productId: productId(2) }],
      })
    }
  })

  it.each<[string, Partial<Preview>, string, RegExp]>([
    ['expired', { expiresAt: '2026-11-20T12:00:00Z' }, 'expired_preview', /expired at 2026-11-20T12/],
    ['of another shop', { shop: 'other' }, 'bad_preview', /of shop "other"/],
  ])('that is %s is refused', async (_, more, code, tells) => {
    const answer = await askWith(await signPreview(preview(more), key))
    expect(await expectProblem(answer, 400, code)).toMatch(tells)
  })

  it('of a key that the Worker does not know is refused', async () => {
    await expectProblem(await askWith(await signPreview(preview(), await strangeKey())), 400, 'unknown_key')
  })

  it('of which anything was changed is refused', async () => {
    const token = await signPreview(preview(), key)
    for (let at = 0; at < token.length; at += 7) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
      expect((await askWith(changed)).status).toBe(400)
    }
    await expectProblem(await askWith(token.slice(0, -4)), 400, 'bad_preview')
    await expectProblem(await askWith('?'), 400, 'bad_preview')
    await expectProblem(await askWith(''), 400, 'bad_preview')
  })

  it('is no other signed document', async () => {
    const other = toBase64(await sign(RELEASE_TYPE, preview(), key)).replace(/=+$/, '')
    await expectProblem(await askWith(other.replaceAll('+', '-').replaceAll('/', '_')), 400, 'bad_preview')
  })
})
