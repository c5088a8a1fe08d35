/**
 * A trained shop recommends products that were never sold, by those like them; without content it knows nothing of them.
 */
import { describe, expect, it, vi } from 'vitest'
import { indexContent } from '../../../training/content/content-index.ts'
import type { ProductContent } from '../../../training/dataset/catalog.ts'
import { CANDIDATES, type PairRule } from '../../../training/models/pair-scorer/candidates.ts'
import { countPairs } from '../../../training/models/pair-scorer/counting.ts'
import { featureWidth, ratioOf } from '../../../training/models/pair-scorer/features.ts'
import { startWeights } from '../../../training/models/pair-scorer/network.ts'
import {
  applyPairScorer,
  fitPairScorer,
  trainPairScorer,
} from '../../../training/models/pair-scorer/pair-scorer.ts'
import type { SparseTable } from '../../../training/table/sparse-table.ts'
import { denseRows, logOf } from './model-support.ts'
import { FADING } from './pair-support.ts'

// Threads take their time to start where the machine is busy.
vi.setConfig({ testTimeout: 120_000 })

const NEXT: PairRule = { self: true, alike: false }

/** A shop of six kinds with five products each, of which `fresh` is in the catalog alone. */
const KINDS = ['mug', 'saucer', 'soap', 'towel', 'candle', 'lamp']
const COLOURS = ['red', 'blue', 'green', 'white', 'black']
const productAt = (kind: number, colour: number): string =>
  `${COLOURS[colour % COLOURS.length]} ${KINDS[kind % KINDS.length]}`
const SESSIONS = Array.from({ length: 900 }, (_, s) =>
  // Kinds go in pairs, colours stay: who looks at a red mug turns to red saucers.
  Array.from({ length: 2 + (s % 3) }, (_, e) => productAt(2 * (s % 3) + ((s + e) % 2), s % 5 === 4 ? e : s)),
)
const FRESH = 'crimson red mug'

function shopOf(kind: 'visits' | 'baskets', isDescribed: boolean) {
  const log = logOf(
    SESSIONS.map((session) => [...new Set(session)]),
    kind,
  )
  const items = [...log.items, FRESH]
  const catalog = new Map(
    items.map((title): [string, ProductContent] => [
      title,
      {
        title,
        description: '',
        type: title.split(' ').at(-1) ?? '',
        vendor: '',
        tags: [],
        collections: [],
        price: 10,
        createdAt: title === FRESH ? 2e9 : 1e9,
      },
    ]),
  )
  return { log: { ...log, items }, content: isDescribed ? indexContent(items, catalog) : null }
}

async function tablesOf(shop: ReturnType<typeof shopOf>) {
  const models = await applyPairScorer(shop, await fitPairScorer(shop, ['next', 'together', 'similar']))
  const rowOf = (task: 'next' | 'together' | 'similar', item: string): string[] => {
    const table = models.get(task)?.table
    const at = shop.log.items.indexOf(item)
    if (table === undefined || table.heads === 2)
      return firstHead(table, at).map((j) => shop.log.items[j] ?? '')
    return (denseRows(table)[at] ?? []).flatMap((value, j) => (value > 0 ? [shop.log.items[j] ?? ''] : []))
  }
  return { models, rowOf }
}

/** Columns in use of a row of a table with two heads. */
function firstHead(table: SparseTable | undefined, row: number): number[] {
  if (table === undefined) return []
  const { neighbours, index, value } = table
  return Array.from({ length: neighbours }, (_, k) => k)
    .filter((k) => (value[2 * row * neighbours + k] ?? 0) > 0)
    .map((k) => index[row * neighbours + k] ?? 0)
}

describe('a trained shop', () => {
  it.each(['visits', 'baskets'] as const)('of %s recommends a product that was never sold', async (kind) => {
    const { models, rowOf } = await tablesOf(shopOf(kind, true))
    for (const task of ['next', 'together'] as const) {
      expect(rowOf(task, FRESH)).toEqual(expect.arrayContaining(['red mug', 'red saucer']))
      expect(rowOf(task, 'red saucer')).toContain(FRESH)
    }
    const similar = rowOf('similar', FRESH)
    expect(similar).toContain('red mug')
    expect(similar.filter((item) => !item.endsWith(' mug'))).toEqual([])
    expect(rowOf('similar', 'red mug')).toContain(FRESH)
    for (const { table, parameters } of models.values()) {
      expect(table.value.every(Number.isFinite)).toBe(true)
      expect(parameters.boost).toBeGreaterThanOrEqual(1)
    }
    for (const task of ['together', 'similar'] as const) {
      for (const item of ['red mug', FRESH]) expect(rowOf(task, item)).not.toContain(item)
    }
  })

  it('without content knows nothing of it, and is what the log alone gives', async () => {
    const shop = shopOf('visits', false)
    const { models, rowOf } = await tablesOf(shop)
    expect(rowOf('next', FRESH)).toEqual([])
    for (const item of shop.log.items) expect(rowOf('next', item)).not.toContain(FRESH)
    expect(models.get('next')).toEqual(await trainPairScorer(shop.log))
    expect(models.get('next')?.parameters.boost).toBe(1)
  })

  it('is the same, to the byte, on threads', async () => {
    const { log, content } = shopOf('visits', true)
    if (content === null) throw new Error('The shop is described.')
    const known = { ...content, ages: new Float32Array(log.items.length), arrivals: new Int32Array(0) }
    const width = featureWidth(1, true, false)
    const scorer = {
      theta: startWeights(width, () => 0.5, ratioOf(0), 1),
      standard: { mean: new Float64Array(width), deviation: new Float64Array(width).fill(1) },
    }
    const tables = []
    for (const threads of [0, 2]) {
      const counting = await countPairs({ logs: [log] }, known, FADING, { threads })
      tables.push(await counting.table(NEXT, scorer, 2, { neighbours: 20, heads: 1 }))
      await counting.close()
    }
    expect(tables[0]?.value.some((value) => value > 0)).toBe(true)
    expect(tables[1]).toEqual(tables[0])
  })

  it('gives products without counts their boost', async () => {
    const { log, content } = shopOf('visits', true)
    if (content === null) throw new Error('The shop is described.')
    const known = { ...content, ages: new Float32Array(log.items.length), arrivals: new Int32Array(0) }
    const width = featureWidth(1, true, false)
    const scorer = {
      theta: startWeights(width, () => 0.1, ratioOf(0), 1),
      standard: { mean: new Float64Array(width), deviation: new Float64Array(width).fill(1) },
    }
    const counting = await countPairs({ logs: [log] }, known, FADING, { threads: 0 })
    const [plain = [], boosted = []] = await Promise.all(
      [1, 3].map(async (boost) =>
        denseRows(await counting.table(NEXT, scorer, boost, { neighbours: CANDIDATES, heads: 1 })),
      ),
    )
    await counting.close()
    const fresh = log.items.indexOf(FRESH)
    for (const [i, row] of plain.entries()) {
      row.forEach((value, j) => {
        expect(boosted[i]?.[j]).toBeCloseTo(j === fresh ? 3 * value : value, 6)
      })
    }
    expect(plain.some((row) => (row[fresh] ?? 0) > 0)).toBe(true)
  })
})
