import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askWorker, WorkerError } from '../../../app/recommendations/client.ts'
import {
  answerJson,
  type Behaviour,
  drip,
  type FaultyWorker,
  hang,
  startFaultyWorker,
} from './faulty-worker.ts'

const RELEASE = 'a'.repeat(64)
const GOOD = { release: RELEASE, items: [{ productId: 'gid://shopify/Product/1', score: 0.5 }], took: 0.2 }
const REQUEST = { slot: 'for-you' as const, items: [], exclude: [], limit: 3, consent: false }

let worker: FaultyWorker
beforeAll(async () => {
  worker = await startFaultyWorker()
})
afterAll(() => worker.close())

const ask = (signal = new AbortController().signal, url = worker.url) => askWorker(url, REQUEST, signal)

describe('asking the Worker', () => {
  it('posts the request and gives back the checked answer', async () => {
    worker.behave(answerJson(GOOD))
    await expect(ask()).resolves.toEqual(GOOD)
    await ask(undefined, `${worker.url}/`)
    expect(worker.calls).toEqual(Array(2).fill(`POST /recommend ${JSON.stringify(REQUEST)}`))
  })

  const faults: [string, Behaviour, RegExp][] = [
    ['an error status', answerJson({ error: { code: 'no_release', message: 'none' } }, 503), /answered 503/],
    ['a redirect', (response) => response.writeHead(302, { location: '/elsewhere' }).end(), /answered 302/],
    ['garbage', (response) => response.end('<html>{'), /not JSON/],
    ['nothing', (response) => response.end(), /not JSON/],
    [
      'a wrong shape',
      answerJson({ ...GOOD, items: [{ id: 1 }] }),
      /breaks the contract: items\.0\.productId/,
    ],
    ['a release that is no digest', answerJson({ ...GOOD, release: 'v1' }), /breaks the contract: release/],
    ['a huge body', answerJson({ ...GOOD, padding: 'x'.repeat(10_000_000) }), /larger than 65536 bytes/],
    [
      'half a body',
      (response) => response.writeHead(200, { 'content-length': 99 }).write('{', () => response.destroy()),
      /broke off/,
    ],
  ]
  it.each(faults)('tells %s apart', async (_, behaviour, message) => {
    worker.behave(behaviour)
    await expect(ask()).rejects.toSatisfy(
      (error) => error instanceof WorkerError && message.test(error.message),
    )
  })

  it('tells a Worker that is down', async () => {
    const down = await startFaultyWorker()
    await down.close()
    await expect(ask(undefined, down.url)).rejects.toThrow('can’t be reached')
  })

  it.each([
    ['before it answers', hang],
    ['in the middle of its answer', drip],
  ])('hangs up %s when told to', async (_, behaviour) => {
    worker.behave(behaviour)
    const abort = new AbortController()
    const [call, hungUp] = [worker.nextCall(), worker.nextHangUp()]
    const answer = expect(ask(abort.signal)).rejects.toThrow('too slow')
    await call
    abort.abort()
    await answer
    await hungUp
  })
})
