/**
 * Shop model in, release out: several tables on disk, as publishing reads them.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ModelCard } from '../../../edge-model/contract/card.ts'
import { parseItems } from '../../../edge-model/contract/items.ts'
import { NO_CONTENT } from '../../../training/dataset/catalog.ts'
import { type BuiltRelease, releaseOf } from '../../../training/export/release-of.ts'
import { writeRelease } from '../../../training/export/write-release.ts'
import type { ShopModel } from '../../../training/models/model.ts'
import { trainSlist } from '../../../training/models/slist.ts'
import { readRelease } from '../../../training/publish/release.ts'
import { scratch } from './dataset-support.ts'
import { logOf } from './model-support.ts'

const LOG = logOf([
  ['mug', 'saucer', 'spoon'],
  ['mug', 'saucer'],
  ['soap', 'mug'],
  ['spoon', 'mug', 'soap'],
])
const MUG = { ...NO_CONTENT, title: 'Mug' }
const FACTS = {
  shop: 'oat',
  createdAt: new Date(0),
  catalog: new Map([
    ['mug', MUG],
    ['soap', NO_CONTENT],
  ]),
  codeSha256: 'c'.repeat(64),
}

const FIGURES = { hr: { value: 0.5, interval: null }, mrr: { value: 0.25, interval: null } }
const SIDE = { sessions: 4, events: 11, products: 4, window: null }
const CARD: ModelCard = {
  schemaVersion: 1,
  model: { name: 'slist', parameters: {} },
  intendedUse: ['Shelves.'],
  limits: ['Small.'],
  data: { train: SIDE, test: SIDE, consent: 'None is needed.' },
  measured: {
    ...{ kind: 'visits', how: 'Next.', split: 'By time.', k: 20 },
    ...{ predictions: 7, sessions: 4, resamples: 1000 },
  },
  metrics: [{ model: 'slist', all: FIGURES, novel: null }],
  differences: [],
  slices: [],
  catalog: {
    ...{ coverage: 1, gini: 0.1, listedPercentile: 0.5, targetPercentile: 0.5 },
    ...{ diversity: null, diversityBy: 'co-occurrence' },
  },
  calibration: { first: 0.1, list: 0.1 },
}

function shopModel(): ShopModel {
  const { name, parameters, table, session } = trainSlist(LOG)
  const baskets = trainSlist({ ...LOG, baskets: LOG.baskets.map(() => 1) })
  return {
    name,
    parameters,
    tables: { next: { table, session }, together: { table: baskets.table, session: baskets.session } },
    slots: {
      'for-you': { table: 'next', items: 50, bought: true, perFamily: 2, ownFamily: true, filled: true },
      'goes-well-with': {
        table: 'together',
        items: 50,
        bought: true,
        perFamily: 1,
        ownFamily: false,
        filled: true,
      },
      similar: { table: 'next', items: 50, bought: true, perFamily: 3, ownFamily: true, filled: true },
      cart: { table: 'together', items: 50, bought: true, perFamily: 1, ownFamily: false, filled: true },
    },
    families: Int32Array.of(900, 7, 900, 12),
    repeats: Uint8Array.of(0, 0, 0, 1),
    fresh: Uint8Array.of(0, 1, 0, 0),
  }
}

async function written(built: BuiltRelease) {
  const dir = join(scratch(), 'release')
  await writeRelease(dir, built)
  return { dir, release: await readRelease(dir) }
}

describe('a release of several tables', () => {
  it('has a folder for each, the rules of the slots, and what is known of the products', async () => {
    const built = await releaseOf(LOG, shopModel(), { ...FACTS, card: CARD })
    const { dir, release } = await written(built)
    expect(release.files.map(({ name }) => name)).toEqual([
      ...['next/graph.onnx', 'next/weights.bin', 'together/graph.onnx', 'together/weights.bin'],
      'items.json',
    ])
    expect(release.manifest).toMatchObject({
      slots: shopModel().slots,
      tables: { next: { ranks: 'all' }, together: { ranks: 'all' } },
      exploration: { share: 0.1 },
      card: CARD,
    })
    // Families are numbered anew, in the order they come.
    expect(parseItems(JSON.parse(readFileSync(join(dir, 'items.json'), 'utf8')))).toEqual({
      ids: ['mug', 'saucer', 'spoon', 'soap'],
      families: [0, 1, 0, 2],
      repeats: [0, 0, 0, 1],
      fresh: [0, 1, 0, 0],
    })
    expect(Object.keys(built.checks)).toEqual(['next', 'together'])
  })

  it('is the same to the byte for the same model', async () => {
    const [one, other] = [await releaseOf(LOG, shopModel(), FACTS), await releaseOf(LOG, shopModel(), FACTS)]
    expect(other).toEqual(one)
  })

  it('tells by its data digest what was known of the products', async () => {
    const digestOf = async (catalog: typeof FACTS.catalog) =>
      (await releaseOf(LOG, shopModel(), { ...FACTS, catalog })).manifest.training.dataSha256
    const digest = await digestOf(FACTS.catalog)
    expect(await digestOf(new Map([...FACTS.catalog].reverse()))).toBe(digest)
    expect(await digestOf(new Map([...FACTS.catalog, ['mug', { ...MUG, title: 'Cup' }]]))).not.toBe(digest)
    expect(await digestOf(new Map([['mug', MUG]]))).not.toBe(digest)
  })

  it('is refused where a slot has no table, or a product no family', async () => {
    const model = shopModel()
    const astray = {
      ...model,
      slots: { ...model.slots, similar: { ...model.slots.similar, table: 'alike' } },
    }
    await expect(releaseOf(LOG, astray, FACTS)).rejects.toThrow('slots.similar: there is no table "alike"')
    await expect(releaseOf(LOG, { ...model, families: Int32Array.of(1) }, FACTS)).rejects.toThrow(
      'must be of one length',
    )
  })
})
