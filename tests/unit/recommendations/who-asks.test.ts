import { describe, expect, it } from 'vitest'
import { answerJson } from './faulty-worker.ts'
import {
  answering,
  answeringOne,
  buyable,
  FOR_YOU,
  GOES_WELL,
  ids,
  lastCall,
  load,
  loadShelf,
  newTools,
  preview,
  SIMILAR,
  start,
  tokenOf,
  VISITOR,
  worker,
} from './page-loader.ts'
import { RELEASE } from './product-cards.ts'

describe('who asks', () => {
  it('is told with their consent: the id, what they bought', async () => {
    const [a = '', b = ''] = ids
    worker.behave(answeringOne(buyable.slice(2, 18)))
    await load({}, { bought: [a, b] })
    expect(lastCall()).toMatchObject({ bought: [a, b], consent: true, visitorId: VISITOR })
    await load()
    expect(lastCall()).toMatchObject({ bought: [], consent: false })
    expect(lastCall()).not.toHaveProperty('visitorId')
  })

  it('is nobody’s model in the holdout: the release’s theme, filled by Shopify', async () => {
    worker.behave(answering([{ title: 'Picks', length: 5, products: [] }], 'HOLDOUT'))
    const shelf = await loadShelf({}, { bought: [] })
    expect(shelf).toMatchObject({ arm: 'holdout', release: RELEASE, source: 'native', title: 'Picks' })
    expect(shelf.products).toHaveLength(5)
  })

  it('is an engineer with a token, who is told where the Worker shows something else', async () => {
    worker.behave(answering([{ products: buyable.slice(0, 8) }], 'PREVIEW'))
    expect(await load({}, { preview })).toMatchObject({ arm: 'preview', refused: false })
    expect(worker.calls.at(-1)?.headers['aisle-preview']).toBe(preview)
    // The Worker could not load what the token asks for, and gave what it had.
    const ofAnother = await tokenOf('2999-01-01T00:00:00.000Z', 'b'.repeat(64))
    expect(await load({}, { preview: ofAnother })).toMatchObject({ release: RELEASE, refused: true })
    worker.behave(answeringOne(buyable.slice(0, 8)))
    expect(await load({}, { preview })).toMatchObject({ arm: 'stable', refused: true })
  })

  it('whose refused token ends recommendations for nobody else', async () => {
    const tools = newTools()
    worker.behave(answerJson({ error: {} }, 401))
    for (let page = 0; page < 5; page++) {
      expect(await load({}, { preview }, tools)).toMatchObject({ arm: null, refused: true })
    }
    worker.behave(answeringOne(buyable.slice(0, 8)))
    expect(await load({}, {}, tools)).toMatchObject({ arm: 'stable' })
  })

  it('asks as everybody once the token’s time is over', async () => {
    worker.behave(answeringOne(buyable.slice(0, 8)))
    const page = await load({}, { preview: await tokenOf('2020-01-01T00:00:00.000Z') })
    expect(page.refused).toBe(false)
    expect(worker.calls.at(-1)?.headers).not.toHaveProperty('aisle-preview')
  })
})

describe('the theme that is expected', () => {
  const row = { layout: 'ROW', length: 6, title: 'Season' }
  const season = [{ slot: 'for-you', layout: 'row', length: 6, title: 'Season' }]

  it('is what shoppers of the stable release were last shown on such a page', async () => {
    const tools = newTools()
    worker.behave(answering([{ ...row, products: buyable.slice(0, 8) }]))
    await load({}, {}, tools)
    expect(start({}, {}, tools).expected).toEqual(season)
    expect(start({ page: 'product' }, {}, tools).expected).toEqual([GOES_WELL, SIMILAR])
    worker.behave(answering([{ ...row, products: buyable.slice(0, 8) }], 'PINNED'))
    await load({ page: 'search' }, {}, tools)
    expect(start({ page: 'search' }, {}, tools).expected).toEqual(season)
  })

  it.each(['CANARY', 'PREVIEW', 'HOLDOUT'])('is not what the few of %s are shown', async (arm) => {
    const tools = newTools()
    worker.behave(answering([{ ...row, products: buyable.slice(0, 8) }], arm))
    await load({}, {}, tools)
    expect(start({}, {}, tools).expected).toEqual([FOR_YOU])
  })

  it('is shown with Shopify’s products where the Worker fails', async () => {
    const tools = newTools()
    worker.behave(answering([{ ...row, products: buyable.slice(0, 8) }]))
    await load({}, {}, tools)
    worker.behave(answerJson({}, 500))
    expect((await load({}, {}, tools)).shelves).toMatchObject([{ ...season[0], source: 'native' }])
  })
})
