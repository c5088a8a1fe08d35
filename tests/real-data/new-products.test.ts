/**
 * Products without a single sale: a tenth of all is hidden from training, and the products' texts or categories alone must
 * bring them to who bought them, at no cost to all others.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loadCatalog } from '../../training/dataset/catalog.ts'
import { loadDataset } from '../../training/dataset/dataset.ts'
import { partOfLog } from '../../training/dataset/part-of-log.ts'
import { type SessionLog, sessionCount } from '../../training/dataset/session-log.ts'
import { seededRandom } from '../../training/evaluate/random.ts'
import { importFiles } from '../../training/import/import-files.ts'
import { readGrocery, sessionsBy } from '../support/grocery.ts'
import {
  describeFigures,
  drawHidden,
  type Figures,
  measureNewProducts,
  type Question,
  withoutProducts,
} from '../support/new-products.ts'

const DATA = join(import.meta.dirname, '../../../shared/data')
const present = existsSync(DATA)
if (!present) console.warn(`Left out: new products, there is no ${DATA}.`)

const ONE_OF = 10
const SEED = 42
/** Items of a session that are asked with, the newest: as many as a shelf's request may carry. */
const MOST_KEPT = 20
/** Of a basket's known products one of so many is asked for, to save time. */
const KNOWN_ONE_OF = 10

/**
 * All at once, so that a failure tells which held. "Newest first" knows what the pair scorer knows, the day of the first
 * sale for that of the creation, and ranks all products, as the others do.
 */
function expectPromised({ hidden, overall }: Figures): void {
  expect({
    aheadOfText: hidden.content > 0 && hidden.content >= 1.1 * hidden.tfIdf,
    farAheadOfNewest: hidden.content >= 2 * Math.max(hidden.newest, hidden.drawn),
    nothingLost: overall.content >= overall.plain - 0.002,
  }).toEqual({ aheadOfText: true, farAheadOfNewest: true, nothingLost: true })
}

/** Each product of a basket asked for by the rest of it: all hidden ones, a seeded sample of the known. */
function basketQuestions(log: SessionLog, hidden: Uint8Array): Question[] {
  const random = seededRandom(SEED + 1)
  const questions: Question[] = []
  for (let s = 0; s < sessionCount(log); s++) {
    const products = [...new Set(log.events.subarray(log.offsets[s], log.offsets[s + 1]))]
    if (products.length < 2) continue
    for (const target of products) {
      const weight = hidden[target] === 1 ? 1 : KNOWN_ONE_OF
      if (random() * weight >= 1) continue
      const context = products.filter((product) => product !== target).slice(-MOST_KEPT)
      questions.push({ context, target, weight })
    }
  }
  return questions
}

describe.runIf(present)('products hidden from training', () => {
  it('are found by their descriptions in the baskets of Online Retail', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'aisle-new-products-'))
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
    const file = join(DATA, 'online_retail/online_retail.csv.xz')
    await importFiles([file], { into: dir, format: null, catalog: null })
    const log = await loadDataset(dir)
    const split = Date.UTC(2011, 10, 9) / 1000
    const sessions = sessionCount(log)
    const before = log.times?.findIndex((time) => time >= split) ?? 0
    const train = partOfLog(log, 0, before)
    const past = train.events.subarray(0, log.offsets[before])
    const hidden = drawHidden({ items: log.items, events: past }, ONE_OF, SEED)
    const firstSales = new Map<number, number>()
    for (let s = 0; s < before; s++) {
      for (const item of past.subarray(log.offsets[s], log.offsets[s + 1])) {
        if (!firstSales.has(item)) firstSales.set(item, log.times?.[s] ?? 0)
      }
    }
    const figures = await measureNewProducts({
      train: withoutProducts(train, hidden),
      hidden,
      catalog: await loadCatalog(dir),
      questions: basketQuestions(partOfLog(log, before, sessions), hidden),
      firstSales,
    })
    console.info(`Online Retail, ${describeFigures(figures)}`)
    expectPromised(figures)
    // Where texts tell products apart, ahead even of newest first that is told which are hidden and ranks these alone.
    expect(figures.hidden.content).toBeGreaterThanOrEqual(1.1 * figures.hidden.newestHidden)
  })

  it('are found by their categories and numbers in the reviews of Amazon Grocery', async () => {
    const grocery = readGrocery(join(DATA, 'amazon_grocery'))
    const { reviews } = grocery
    const split = reviews[Math.floor(0.9 * reviews.length)]?.time ?? 0
    const before = reviews.filter(({ time }) => time < split)
    const train = sessionsBy(grocery, before, ({ user }) => user, 'visits')
    const hidden = drawHidden(train, ONE_OF, SEED)
    const histories = new Map<string, number[]>()
    const questions: Question[] = []
    for (const { user, item, time } of reviews) {
      const history = histories.get(user) ?? []
      if (time >= split && history.length > 0 && !history.includes(item)) {
        questions.push({ context: history.slice(-MOST_KEPT), target: item, weight: 1 })
      }
      histories.set(user, [...history, item])
    }
    const firstSales = new Map<number, number>()
    for (const { item, time } of before) if (!firstSales.has(item)) firstSales.set(item, time)
    const { catalog } = grocery
    const figures = await measureNewProducts({
      train: withoutProducts(train, hidden),
      hidden,
      catalog,
      questions,
      firstSales,
    })
    console.info(`Amazon Grocery, ${describeFigures(figures)}`)
    expectPromised(figures)
  })
})
