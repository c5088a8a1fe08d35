/**
 * The exported file, run by onnxruntime-web, against the same sums in plain TypeScript.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WEIGHTS_PATH } from '../../../edge-model/contract/graph.ts'
import { exportModel } from '../../../training/export/export-model.ts'
import { rankingOf } from '../../../training/export/graph.ts'
import { layoutWeights } from '../../../training/export/weights.ts'
import { openRanker } from '../../../training/runtime/onnx-ranker.ts'
import { type Ranking, tableRanker } from '../../../training/table/score.ts'
import { emptyTable } from '../../../training/table/sparse-table.ts'
import { arbitraryTable, denseRows, served, tableOf, withSecondHead } from './model-support.ts'

const NONE = new Int32Array(0)

/** What of a ranking scores above 0. */
const known = ({ items, scores }: Ranking) =>
  Array.from(items, (item, place) => [item, scores[place] ?? 0]).filter(([, score = 0]) => score > 0)

/** A table, and requests that fit it: a session of 1 to 12 rows, excluded rows and a list length each. */
const arbitraryRequests = arbitraryTable.chain((table) => {
  const row = fc.integer({ min: 0, max: table.items - 1 })
  const weight = fc.double({ min: 0.05, max: 1, noNaN: true })
  const request = fc.record({
    session: fc.array(fc.tuple(row, weight), { minLength: 1, maxLength: 12 }),
    exclude: fc.array(row, { maxLength: 6 }),
    k: fc.integer({ min: 1, max: table.items }),
  })
  return fc.record({
    table: fc.constant(table),
    requests: fc.array(request, { minLength: 1, maxLength: 8 }),
  })
})

/** Opening an ONNX session takes some 50 ms, much more on a busy machine. */
const MANY_SESSIONS = { timeout: 60_000 }

describe('the exported graph', () => {
  it(
    'ranks as the decoded table says, for any table, session, exclusion and length',
    MANY_SESSIONS,
    async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryRequests, async ({ table, requests }) => {
          const dense = denseRows(served(table))
          const ranker = await openRanker(exportModel(table))
          for (const { session, exclude, k } of requests) {
            const expected = new Array<number>(table.items).fill(0)
            for (const [row, weight] of session) {
              dense[row]?.forEach((value, column) => {
                expected[column] = (expected[column] ?? 0) + weight * value
              })
            }
            for (const row of exclude) expected[row] = -1
            const best = expected.toSorted((a, b) => b - a)

            const rows = Int32Array.from(session, ([row]) => row)
            const weights = Float32Array.from(session, ([, weight]) => weight)
            const { items, scores } = await ranker.rank({ rows, weights }, Int32Array.from(exclude), k)
            expect(items).toHaveLength(k)
            expect(new Set(Array.from(items)).size).toBe(k)
            Array.from(items).forEach((item, place) => {
              expect(scores[place]).toBeCloseTo(expected[item] ?? Number.NaN, 4)
              expect(scores[place]).toBeCloseTo(best[place] ?? Number.NaN, 4)
            })
          }
          await ranker.release()
        }),
        { numRuns: 25 },
      )
    },
  )

  it('with two values an entry ranks as the decoded table does', MANY_SESSIONS, async () => {
    const arbitrary = fc.tuple(
      arbitraryRequests,
      fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 7 }),
    )
    await fc.assert(
      fc.asyncProperty(arbitrary, async ([{ table, requests }, seconds]) => {
        const both = withSecondHead(table, (at) => seconds[at % seconds.length] ?? 0)
        const decoded = tableRanker(served(both))
        const ranker = await openRanker(exportModel(both))
        for (const { session, exclude, k } of requests) {
          const rows = Int32Array.from(session, ([row]) => row)
          const weights = Float32Array.from(session.flatMap(([, w], at) => (at === 0 ? [w, 0] : [0, w])))
          const excluded = Int32Array.from(exclude)
          const expected = await decoded.rank({ rows, weights }, excluded, k)
          const got = await ranker.rank({ rows, weights }, excluded, k)
          Array.from(expected.scores).forEach((score, place) => {
            expect(got.scores[place]).toBeCloseTo(score, 4)
          })
          const beyond = got.scores[expected.scores.length]
          if (beyond !== undefined) expect(beyond).toBeLessThanOrEqual(1e-6)
        }
        await ranker.release()
      }),
      { numRuns: 25 },
    )
  })

  it(
    'of candidates alone ranks as the decoded table does, and as the graph that ranks all',
    MANY_SESSIONS,
    async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryRequests, fc.boolean(), async ({ table, requests }, both) => {
          const exported = both ? withSecondHead(table, (at) => 1 / (1 + at)) : table
          const decoded = tableRanker(served(exported))
          const candidates = await openRanker(exportModel(exported, 'candidates'))
          const all = await openRanker(exportModel(exported, 'all'))
          for (const { session, exclude, k } of requests) {
            const rows = Int32Array.from(session, ([row]) => row)
            const weights = Float32Array.from(session.flatMap(([, w]) => (both ? [w, w / 2] : [w])))
            const excluded = Int32Array.from(exclude)
            const expected = await decoded.rank({ rows, weights }, excluded, k)
            const got = await candidates.rank({ rows, weights }, excluded, k)
            expect(got.items.length).toBeLessThanOrEqual(k)
            expect(new Set(Array.from(got.items)).size).toBe(got.items.length)
            for (const [place, score] of Array.from(expected.scores).entries()) {
              expect(got.scores[place]).toBeCloseTo(score, 4)
            }
            expect(known(got)).toEqual(known(await all.rank({ rows, weights }, excluded, k)))
          }
          await Promise.all([candidates.release(), all.release()])
        }),
        { numRuns: 25 },
      )
    },
  )

  it('ranks all products of a small shop and candidates alone of a large one', async () => {
    const answers = async (items: number) => {
      const ranker = await openRanker(exportModel(emptyTable(items, 1)))
      const session = { rows: Int32Array.of(items - 1), weights: Float32Array.of(1) }
      const { items: ranked } = await ranker.rank(session, NONE, 20)
      await ranker.release()
      return ranked.length
    }
    expect([rankingOf(49_999), await answers(49_999)]).toEqual(['all', 20])
    expect([rankingOf(50_000), await answers(50_000)]).toEqual(['candidates', 1])
  })

  it('scores exactly 0 what the table does not know, and below that what is excluded', async () => {
    const ranker = await openRanker(exportModel(tableOf([[0, 0, 2, 1], [], [], []])))
    const session = { rows: Int32Array.of(0), weights: Float32Array.of(0.5) }
    const { items, scores } = await ranker.rank(session, Int32Array.of(1), 4)
    expect(Array.from(items)).toEqual([2, 3, 0, 1])
    expect(Array.from(scores)).toEqual([expect.closeTo(1, 2), expect.closeTo(0.5, 2), 0, -1])
    await ranker.release()
  })

  it('serves a shop of one product that nothing is known of', async () => {
    const ranker = await openRanker(exportModel(emptyTable(1, 50)))
    const session = { rows: Int32Array.of(0), weights: Float32Array.of(1) }
    expect(await ranker.rank(session, NONE, 1)).toEqual({
      items: Int32Array.of(0),
      scores: Float32Array.of(0),
    })
    await ranker.release()
  })

  it('has a graph of a few KB at any size, and weights beside it', () => {
    const table = emptyTable(20_000, 50)
    const { graph, weights } = exportModel(table)
    expect(graph.length).toBeLessThan(4096)
    expect(weights.length).toBeGreaterThanOrEqual(20_000 * (50 * 5 + 4))
    expect(new TextDecoder('latin1').decode(graph)).toContain(WEIGHTS_PATH)
  })

  it('is the same to the byte for the same table', () => {
    fc.assert(
      fc.property(arbitraryTable, (table) => {
        expect(exportModel(table)).toEqual(exportModel(structuredClone(table)))
      }),
    )
  })

  it('is refused where its weights are cut short', async () => {
    const { graph, weights, items } = exportModel(
      tableOf([
        [1, 2],
        [3, 4],
      ]),
    )
    const damaged = { graph, weights: weights.subarray(0, weights.length - 8), items }
    await expect(openRanker(damaged)).rejects.toThrow()
  })
})

describe('weights.bin', () => {
  it('puts its arrays at multiples of 64 bytes, one after the other, for any size', () => {
    const size = fc.integer({ min: 1, max: 100_000 })
    fc.assert(
      fc.property(
        size,
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 2 }),
        (items, neighbours, heads) => {
          const { index, code, scale, bytes } = layoutWeights({ items, neighbours, heads })
          for (const { offset } of [index, code, scale]) expect(offset % 64).toBe(0)
          expect(index.offset).toBe(0)
          expect(code.offset).toBeGreaterThanOrEqual(index.offset + 4 * items * neighbours)
          expect(scale.offset).toBeGreaterThanOrEqual(code.offset + items * heads * neighbours)
          expect(bytes).toBe(scale.offset + 4 * items * heads)
          expect(bytes).toBeLessThan(items * (neighbours * (4 + heads) + 4 * heads) + 128)
        },
      ),
    )
  })
})
