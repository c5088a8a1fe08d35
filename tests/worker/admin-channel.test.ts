import { InferenceSession } from 'onnxruntime-web/wasm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { channelAnswerSchema } from '../../edge-model/contract/index.ts'
import { expectProblem } from './support/expect-problem.ts'
import {
  admin,
  bucket,
  health,
  type Isolate,
  isolate,
  moveChannel,
  newShop,
  publish,
  recommended,
  store,
} from './support/isolate.ts'
import { jsonBytes, releaseFiles } from './support/release-files.ts'

let worker: Isolate
beforeAll(() => {
  worker = isolate(newShop())
})

describe('the channel', () => {
  async function twoReleases() {
    const own = isolate(newShop())
    const first = await releaseFiles({ shop: own.shop, step: 1 })
    const second = await releaseFiles({ shop: own.shop, step: 2 })
    await store(first)
    await store(second)
    return { worker: own, first, second }
  }

  const read = async (own: Isolate) => {
    const response = await admin(own, 'GET', `/channels/${own.shop}`)
    return { etag: response.headers.get('ETag') ?? '', ...channelAnswerSchema.parse(await response.json()) }
  }

  it('is created, moved and moved back, each with a greater seq', async () => {
    const { worker: own, first, second } = await twoReleases()
    await expectProblem(await admin(own, 'GET', `/channels/${own.shop}`), 404, 'no_channel')

    const created = await moveChannel(own, first.id, null)
    expect(created.status).toBe(200)
    const one = await read(own)
    expect(created.headers.get('ETag')).toBe(one.etag)
    expect(one.channel).toMatchObject({
      seq: 1,
      stable: first.id,
      previous: null,
      shop: own.shop,
    })

    const moved = await moveChannel(own, second.id, one.etag)
    expect(channelAnswerSchema.parse(await moved.json()).channel).toMatchObject({
      seq: 2,
      stable: second.id,
      previous: first.id,
    })
    const back = await moveChannel(own, first.id, moved.headers.get('ETag'))
    expect(channelAnswerSchema.parse(await back.json()).channel).toMatchObject({
      seq: 3,
      stable: first.id,
      previous: second.id,
    })
  })

  it('keeps its way back when the stable release is named again', async () => {
    const { worker: own, first, second } = await twoReleases()
    const etag = (await moveChannel(own, first.id, null)).headers.get('ETag')
    const then = (await moveChannel(own, second.id, etag)).headers.get('ETag')
    expect((await moveChannel(own, second.id, then)).status).toBe(200)
    expect((await read(own)).channel).toMatchObject({ seq: 3, previous: first.id })
  })

  it('is served at once by the isolate that moved it', async () => {
    // A channel that is read once an hour: only the move itself can have told the isolate.
    const own = isolate(newShop(), { CHANNEL_TTL_SECONDS: '3600' })
    const first = await releaseFiles({ shop: own.shop, step: 1 })
    const second = await releaseFiles({ shop: own.shop, step: 2 })
    const etag = await publish(own, first, null)
    expect((await recommended(own)).release).toBe(first.id)
    await publish(own, second, etag)
    expect((await recommended(own)).release).toBe(second.id)
    expect(await health(own)).toMatchObject({ status: 'ok', release: second.id, seq: 2 })
  })

  it('moves for exactly one of twenty that saw the same state', async () => {
    const { worker: own, first, second } = await twoReleases()
    const etag = (await moveChannel(own, first.id, null)).headers.get('ETag')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => moveChannel(own, i % 2 === 0 ? first.id : second.id, etag)),
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 412)).toHaveLength(19)
    const winner = answers.findIndex((answer) => answer.status === 200)
    const { channel } = await read(own)
    expect(channel).toMatchObject({ seq: 2, stable: winner % 2 === 0 ? first.id : second.id })
    expect((await recommended(own)).release).toBe(channel.stable)
  })

  it('is created by exactly one of twenty', async () => {
    const { worker: own, first } = await twoReleases()
    const create = vi.spyOn(InferenceSession, 'create')
    const answers = await Promise.all(Array.from({ length: 20 }, () => moveChannel(own, first.id, null)))
    // All twenty are checked by one load: memory does not grow with the callers.
    expect(create).toHaveBeenCalledTimes(1)
    create.mockRestore()
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 412)).toHaveLength(19)
    expect((await read(own)).channel.seq).toBe(1)
  })

  it('moves by an ETag that a proxy has marked as weak', async () => {
    const { worker: own, first, second } = await twoReleases()
    const etag = (await moveChannel(own, first.id, null)).headers.get('ETag')
    expect((await moveChannel(own, second.id, `W/${etag}`)).status).toBe(200)
  })

  it('says what it is to whoever comes too late', async () => {
    const { worker: own, first, second } = await twoReleases()
    const message = await expectProblem(await moveChannel(own, first.id, '"stale"'), 412, 'channel_moved')
    expect(message).toContain('If-None-Match: *')
    const etag = (await moveChannel(own, first.id, null)).headers.get('ETag') ?? ''
    const late = await expectProblem(await moveChannel(own, second.id, '"stale"'), 412, 'channel_moved')
    expect(late).toContain(`seq 1 with ETag ${etag}`)
    await expectProblem(await moveChannel(own, second.id, null), 412, 'channel_moved')
    expect((await read(own)).channel.stable).toBe(first.id)
  })

  it.each([
    [{}, 428, 'precondition_required'],
    [{ 'If-Match': '*' }, 400, 'bad_precondition'],
    [{ 'If-Match': '"a", "b"' }, 400, 'bad_precondition'],
    [{ 'If-Match': '"a"', 'If-None-Match': '*' }, 400, 'bad_precondition'],
    [{ 'If-None-Match': '"a"' }, 400, 'bad_precondition'],
  ])('needs one clear condition, not %o', async (headers: Record<string, string>, status, code) => {
    const { worker: own, first } = await twoReleases()
    const body = jsonBytes({ manifest: first.id })
    await expectProblem(await admin(own, 'PUT', `/channels/${own.shop}`, { headers, body }), status, code)
    await expectProblem(await admin(own, 'GET', `/channels/${own.shop}`), 404, 'no_channel')
  })

  it.each([
    ['no JSON', '{'],
    ['no digest', '{"manifest":"latest"}'],
    ['more than asked', `{"manifest":"${'a'.repeat(64)}","percent":5}`],
  ])('refuses a body with %s', async (_, text) => {
    const headers = { 'If-None-Match': '*' }
    const body = Uint8Array.from(new TextEncoder().encode(text))
    expect((await admin(worker, 'PUT', `/channels/${worker.shop}`, { headers, body })).status).toBe(400)
  })

  it('of another shop is not here', async () => {
    await expectProblem(await admin(worker, 'GET', '/channels/elsewhere'), 404, 'unknown_shop')
  })

  it('that is broken in R2 is told as such', async () => {
    const own = isolate(newShop())
    await bucket.put(`channels/${own.shop}.json`, '{"seq":')
    const message = await expectProblem(await admin(own, 'GET', `/channels/${own.shop}`), 409, 'bad_channel')
    expect(message).toContain('Delete the object')
  })
})
