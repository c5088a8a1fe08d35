/**
 * The whole loop on a real order book: `aisle import` of Online Retail, a time split, `aisle train`, `aisle publish`,
 * and the Worker in workerd serves held-out baskets over HTTP.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recommendResponseSchema } from '@aisle/edge-model/contract'
import { describe, expect, it, onTestFinished } from 'vitest'
import { publishRelease, run, signingKey, trainModel } from '../../scripts/stack/pipeline.ts'
import { freePorts, startWorker } from '../../scripts/stack/services.ts'
import { loadDataset } from '../../training/dataset/dataset.ts'
import { mostPopular } from '../../training/models/popular.ts'
import { basketHitRate, holdOut, recommendPopular } from '../support/baskets.ts'

const FILE = join(import.meta.dirname, '../../../shared/data/online_retail/online_retail.csv.xz')
const present = existsSync(FILE)
if (!present) console.warn(`Left out: the served baskets, there is no ${FILE}.`)

const SPLIT = '2011-11-09'
const K = 20

describe.runIf(present)('baskets served by the Worker', () => {
  it('names the hidden product far more often than the best sellers do', async () => {
    const home = mkdtempSync(join(tmpdir(), 'aisle-baskets-'))
    onTestFinished(() => rmSync(home, { recursive: true, force: true }))
    const at = (name: string) => join(home, name)

    await run(['training/cli/main.ts', 'import', FILE, '--into', at('data')])
    await trainModel(at('data'), at('release'), ['--until', SPLIT])
    const [port = 0, storefront = 0] = await freePorts(2)
    const key = await signingKey(home)
    const worker = await startWorker({ worker: port, storefront }, key, at('state'), at('logs'))
    onTestFinished(() => worker.stop())
    await publishRelease(at('release'), { worker: worker.url }, key)

    const recommend = async (session: readonly string[]) => {
      const response = await fetch(`${worker.url}/recommend`, {
        method: 'POST',
        body: JSON.stringify({ slot: 'cart', items: session, exclude: session, limit: K, consent: false }),
      })
      const { items } = recommendResponseSchema.parse(await response.json())
      return items.map(({ productId }) => productId)
    }
    const split = Date.parse(SPLIT) / 1000
    const baskets = holdOut(await loadDataset(at('data'), { from: split }), { seed: 1, most: 20 })
    const best = mostPopular(await loadDataset(at('data'), { until: split }))

    const served = await basketHitRate(baskets, recommend, K)
    const popular = await basketHitRate(baskets, recommendPopular(best), K)
    console.info(
      `Online Retail, ${baskets.length} held-out baskets after ${SPLIT}: HR@${K} served ${served.toFixed(3)}, ` +
        `most popular ${popular.toFixed(3)}, ratio ${(served / popular).toFixed(2)}`,
    )
    expect(served).toBeGreaterThanOrEqual(0.34)
    expect(served / popular).toBeGreaterThanOrEqual(3.5)
  })
})
