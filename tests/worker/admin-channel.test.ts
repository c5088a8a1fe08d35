import { InferenceSession } from 'onnxruntime-web/wasm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import {
  type Channel,
  channelAnswerSchema,
  historyAnswerSchema,
  moveAnswerSchema,
} from '../../edge-model/contract/index.ts'
import { expectProblem } from './support/expect-problem.ts'
import {
  admin,
  bucket,
  channelOf,
  health,
  type Isolate,
  isolate,
  move,
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

const moved = async (response: Response) => ({
  etag: response.headers.get('ETag'),
  ...moveAnswerSchema.parse(await response.json()),
})
const past = async (own: Isolate, query = '') =>
  historyAnswerSchema.parse(await (await admin(own, 'GET', `/channels/${own.shop}/history${query}`)).json())

describe('the channel', () => {
  it('serves the first release at once, and tries the next on a few', async () => {
    const { worker: own, first, second } = await twoReleases()
    await expectProblem(await admin(own, 'GET', `/channels/${own.shop}`), 404, 'no_channel')

    const created = await moved(await move(own, { action: 'publish', release: first.id }, null))
    expect(created).toMatchObject({
      moved: true,
      followedWithinSeconds: 0,
      channel: { shop: own.shop, seq: 1, stable: first.id, previous: null, canary: null },
    })
    expect(created.etag).toBe((await read(own)).etag)
    const tried = await moved(await move(own, { action: 'publish', release: second.id }, created.etag))
    expect(tried.channel).toMatchObject({
      seq: 2,
      stable: first.id,
      canary: { release: second.id, percent: 5, plan: [1, 5, 25, 50, 100], paused: false },
      change: { action: 'publish', by: 'a test', message: 'to see what happens' },
    })
    const promoted = await moved(await move(own, { action: 'promote' }, tried.etag))
    expect(promoted.channel).toMatchObject({ seq: 3, stable: second.id, previous: first.id, canary: null })
    const back = await moved(await move(own, { action: 'rollback' }, promoted.etag))
    expect(back.channel).toMatchObject({ seq: 4, stable: first.id, previous: second.id })
    expect((await recommended(own)).release).toBe(first.id)
  })

  it('stays as it is when what is stable or on trial is published again', async () => {
    const { worker: own, first, second } = await twoReleases()
    const { etag } = await moved(await move(own, { action: 'publish', release: first.id }, null))
    const again = await moved(await move(own, { action: 'publish', release: first.id }, etag))
    expect(again).toMatchObject({ moved: false, etag, channel: { seq: 1 } })
    const tried = await moved(await move(own, { action: 'publish', release: second.id }, etag))
    const twice = await moved(await move(own, { action: 'publish', release: second.id }, tried.etag))
    expect(twice).toMatchObject({ moved: false, etag: tried.etag, channel: tried.channel })
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
    expect(await health(own)).toMatchObject({ status: 'ok', release: second.id, seq: 3 })
  })

  it('moves for exactly one of twenty that saw the same state', async () => {
    const { worker: own, first, second } = await twoReleases()
    const third = await releaseFiles({ shop: own.shop, step: 3 })
    await store(third)
    const etag = (await moveChannel(own, first.id, null)).headers.get('ETag')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        move(own, { action: 'publish', release: i % 2 === 0 ? second.id : third.id }, etag),
      ),
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 412)).toHaveLength(19)
    const winner = answers.findIndex((answer) => answer.status === 200)
    const { channel } = await read(own)
    expect(channel).toMatchObject({
      seq: 2,
      stable: first.id,
      canary: { release: winner % 2 === 0 ? second.id : third.id },
    })
    expect((await past(own)).history.map(({ seq }) => seq)).toEqual([2, 1])
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

  it('says who moved it to what to whoever comes too late', async () => {
    const { worker: own, first, second } = await twoReleases()
    const message = await expectProblem(await moveChannel(own, first.id, '"stale"'), 412, 'channel_moved')
    expect(message).toContain('If-None-Match: *')
    const etag = (await moveChannel(own, first.id, null)).headers.get('ETag') ?? ''
    const late = await expectProblem(await moveChannel(own, second.id, '"stale"'), 412, 'channel_moved')
    expect(late).toContain(`seq 1 with ETag ${etag}`)
    expect(late).toContain('a test did publish ("to see what happens")')
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
    const body = jsonBytes({ action: 'publish', by: 'me', message: 'why', release: 'a'.repeat(64) })
    const path = `/channels/${worker.shop}/moves`
    await expectProblem(await admin(worker, 'POST', path, { headers, body }), status, code)
    await expectProblem(await admin(worker, 'GET', `/channels/${worker.shop}`), 404, 'no_channel')
  })

  it.each([
    ['no JSON', '{'],
    ['no such action', '{"action":"delete","by":"me","message":"why"}'],
    ['no reason', '{"action":"promote","by":"me","message":" "}'],
    ['nobody who does it', '{"action":"promote","message":"why"}'],
    ['no digest', '{"action":"publish","by":"me","message":"why","release":"latest"}'],
    ['more than asked', '{"action":"promote","by":"me","message":"why","percent":5}'],
    [
      'a plan that falls',
      `{"action":"publish","by":"me","message":"why","release":"${'a'.repeat(64)}","plan":[5,1,100]}`,
    ],
    ['half of all as holdout and more', '{"action":"holdout","by":"me","message":"why","percent":51}'],
  ])('refuses a body with %s', async (_, text) => {
    const headers = { 'If-None-Match': '*' }
    const body = Uint8Array.from(new TextEncoder().encode(text))
    const answer = await admin(worker, 'POST', `/channels/${worker.shop}/moves`, { headers, body })
    expect(answer.status).toBe(400)
  })

  it.each<[object, string]>([
    [{ action: 'promote' }, 'no_canary'],
    [{ action: 'rollback' }, 'nothing_to_roll_back'],
    [{ action: 'ramp', percent: 25 }, 'no_canary'],
    [{ action: 'unpin', build: 'b1' }, 'not_pinned'],
    [{ action: 'holdout', percent: 1 }, 'no_change'],
  ])('is not moved by %o, which makes no sense then', async (what, code) => {
    const { worker: own, first } = await twoReleases()
    await expectProblem(await move(own, what, null), 409, 'no_channel')
    const { etag } = await moved(await move(own, { action: 'publish', release: first.id }, null))
    await expectProblem(await move(own, what, etag), 409, code)
    expect((await read(own)).channel.seq).toBe(1)
  })

  it.each([['publish'], ['pin']])('is not moved by %s to what cannot be served', async (action) => {
    const { worker: own, first } = await twoReleases()
    const { etag } = await moved(await move(own, { action: 'publish', release: first.id }, null))
    const what = { action, release: 'd'.repeat(64), ...(action === 'pin' ? { build: 'b1' } : {}) }
    await expectProblem(await move(own, what, etag), 422, 'release_unservable')
    expect((await read(own)).channel.seq).toBe(1)
  })

  it('of another shop is not here', async () => {
    for (const path of ['', '/history', '/status'])
      await expectProblem(await admin(worker, 'GET', `/channels/elsewhere${path}`), 404, 'unknown_shop')
  })
})

describe('the history', () => {
  it('tells every move, newest first, page by page', async () => {
    const { worker: own, first, second } = await twoReleases()
    let { etag } = await moved(await move(own, { action: 'publish', release: first.id }, null))
    const moves = [
      { action: 'publish', release: second.id },
      { action: 'ramp', percent: 25 },
      { action: 'pause' },
      { action: 'resume' },
      { action: 'pin', build: 'build-7' },
      { action: 'holdout', percent: 2 },
      { action: 'promote' },
      { action: 'unpin', build: 'build-7' },
    ]
    for (const what of moves) {
      const answer = await move(own, { ...what, message: `to ${what.action}` }, etag)
      etag = (await moved(answer)).etag
    }
    const all = await past(own)
    expect(all.next).toBeNull()
    expect(all.history.map(({ seq, change }) => [seq, change.message])).toEqual([
      ...moves.map(({ action }, at) => [at + 2, `to ${action}`]).reverse(),
      [1, 'to see what happens'],
    ])
    expect(all.history[0]).toEqual((await read(own)).channel)

    const pages: Channel[] = []
    let next: number | null = null
    do {
      const page = await past(own, next === null ? '?limit=4' : `?limit=4&before=${next}`)
      pages.push(...page.history)
      next = page.next
    } while (next !== null)
    expect(pages).toEqual(all.history)
    expect((await past(own, '?before=1')).history).toEqual([])
    expect((await admin(own, 'GET', `/channels/${own.shop}/history?limit=0`)).status).toBe(400)
  })
})

describe('what was put into R2 past the admin API', () => {
  it('broken, is told, and replaced by the next publish', async () => {
    const { worker: own, first } = await twoReleases()
    await bucket.put(`channels/${own.shop}.json`, '{"seq":')
    const told = await expectProblem(await admin(own, 'GET', `/channels/${own.shop}`), 404, 'no_channel')
    expect(told).toContain('is not JSON')
    expect((await move(own, { action: 'publish', release: first.id }, null)).status).toBe(200)
  })

  it('of version 1, is replaced by the next publish, whose seq goes on from it', async () => {
    const { worker: own, first } = await twoReleases()
    const old = { schemaVersion: 1, shop: own.shop, seq: 7, stable: { manifest: first.manifestId } }
    await bucket.put(`channels/${own.shop}.json`, JSON.stringify(old))
    const told = await expectProblem(await admin(own, 'GET', `/channels/${own.shop}`), 404, 'no_channel')
    expect(told).toContain('publish again')
    const { channel } = await moved(await move(own, { action: 'publish', release: first.id }, null))
    expect(channel).toMatchObject({ schemaVersion: 2, seq: 8, stable: first.id, previous: null })
    expect((await past(own)).history.map(({ seq }) => seq)).toEqual([8])
  })

  it('of a version to come, is refused with its number', async () => {
    const own = isolate(newShop())
    await bucket.put(
      `channels/${own.shop}.json`,
      JSON.stringify({ ...channelOf(own.shop, 1, 'a'), schemaVersion: 3 }),
    )
    expect((await health(own)).problem).toContain('schemaVersion 3')
    await expectProblem(await admin(own, 'GET', `/channels/${own.shop}`), 409, 'unknown_version')
    const publishing = await move(own, { action: 'publish', release: 'a'.repeat(64) }, null)
    expect(await expectProblem(publishing, 409, 'unknown_version')).toContain('schemaVersion 3')
  })
})
