import { describe, expect, it, vi } from 'vitest'
import { answerJson, type Behaviour, drip, hang, startFaultyWorker } from './faulty-worker.ts'
import {
  answering,
  answeringOne,
  buyable,
  clock,
  contextOf,
  type Given,
  gate,
  load,
  loadShelf,
  newTools,
  preview,
  queryNames,
  start,
  VISITOR,
  worker,
} from './page-loader.ts'
import { RELEASE } from './product-cards.ts'

describe('a Worker that fails', () => {
  const faults: [string, () => Behaviour][] = [
    ['an error', () => answerJson({ error: { code: 'no_release', message: 'There is no release.' } }, 503)],
    ['garbage', () => (response) => response.end('<html>')],
    ['a wrong shape', () => answerJson({ data: { recommendedPage: { release: RELEASE } } })],
    ['a huge body', () => answerJson({ padding: 'x'.repeat(10_000_000) })],
    ['a connection that breaks', () => (response) => response.destroy()],
    ['products of another shop', () => answeringOne([null, null])],
    ['nothing', () => answeringOne([])],
  ]
  it.each(faults)('with %s: the shelf is Shopify’s, by one query', async (_, behaviour) => {
    worker.behave(behaviour())
    const shelf = await loadShelf()
    expect(shelf).toMatchObject({ source: 'native', title: 'For you' })
    expect(shelf.products).toHaveLength(8)
    expect(queryNames()).toEqual(['NativeShelves'])
  })

  it('by being down: the shelf is Shopify’s, of no release', async () => {
    const down = await startFaultyWorker()
    await down.close()
    expect(await loadShelf({}, { url: down.url })).toMatchObject({
      source: 'native',
      release: null,
      arm: null,
    })
  })

  it.each([
    ['never answers', hang],
    ['never ends its answer', drip],
  ])('because it %s: at 300 ms it is hung up on and Shopify asked', async (_, behaviour) => {
    worker.behave(behaviour)
    const [call, hungUp] = [worker.nextCall(), worker.nextHangUp()]
    const page = load()
    await call
    await vi.advanceTimersByTimeAsync(300)
    await Promise.all([hungUp, gate.arrival('NativeShelves')])
    expect(await page).toMatchObject({ release: null, shelves: [{ source: 'native' }] })
  })

  it('not by answering at 299 ms', async () => {
    const waiting = new Promise<Parameters<Behaviour>[0]>((resolve) => worker.behave(resolve))
    const page = load()
    const response = await waiting
    await vi.advanceTimersByTimeAsync(299)
    answeringOne(buyable.slice(0, 16))(response)
    expect(await page).toMatchObject({ shelves: [{ source: 'aisle' }] })
  })

  it('not while it loads the release of a preview, for three seconds', async () => {
    const waiting = new Promise<Parameters<Behaviour>[0]>((resolve) => worker.behave(resolve))
    const page = load({}, { preview })
    const response = await waiting
    await vi.advanceTimersByTimeAsync(2_999)
    answering([{ products: buyable.slice(0, 16) }], 'PREVIEW')(response)
    expect(await page).toMatchObject({ refused: false, shelves: [{ source: 'aisle' }] })

    worker.behave(hang)
    const call = worker.nextCall()
    const late = load({}, { preview })
    await call
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await late).toMatchObject({ refused: true, shelves: [{ source: 'native' }] })
  })

  it('is left alone after three failures, and asked again after the pause', async () => {
    const tools = newTools()
    worker.behave(answerJson({}, 500))
    for (let page = 0; page < 5; page++) expect(await load({}, {}, tools)).toMatchObject({ release: null })
    expect(worker.calls).toHaveLength(3)
    worker.behave(answeringOne(buyable.slice(0, 16)))
    clock.now += 10_000
    for (let page = 0; page < 2; page++) {
      expect(await load({}, {}, tools)).toMatchObject({ release: RELEASE })
    }
  })
})

describe('how the call went', () => {
  async function told(given: Given, then: () => Promise<unknown> = async () => {}) {
    const context = contextOf(given)
    const page = start({ context })
    await then()
    await page.filled
    await Promise.all(context.beside)
    return worker.events.map((body): unknown => JSON.parse(body))
  }
  const call = (outcome: string, milliseconds: number) => ({
    visitorId: VISITOR,
    consent: true,
    events: [{ type: 'call', outcome, milliseconds }],
  })

  it('is told to the Worker, with how long it took, beside the response', async () => {
    const waiting = new Promise<Parameters<Behaviour>[0]>((resolve) => worker.behave(resolve))
    const events = await told({ bought: [] }, async () => {
      const response = await waiting
      clock.now += 120
      answeringOne(buyable.slice(0, 16))(response)
    })
    expect(events).toEqual([call('answered', 120)])
  })

  it.each([
    ['failed', () => answerJson({}, 500), 0],
    ['late', () => hang, 300],
  ])('is told where it %s', async (outcome, behaviour, passes) => {
    worker.behave(behaviour())
    const called = worker.nextCall()
    const events = await told({ bought: [] }, async () => {
      await called
      clock.now += passes
      await vi.advanceTimersByTimeAsync(passes)
    })
    expect(events).toEqual([call(outcome, passes)])
  })

  it('is not told of shoppers who did not consent, nor of what an engineer is shown', async () => {
    worker.behave(answeringOne(buyable.slice(0, 16)))
    expect(await told({})).toEqual([])
    expect(await told({ bought: [], preview })).toEqual([])
  })
})
