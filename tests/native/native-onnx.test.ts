/**
 * The exported files are ONNX to others too: the format's own checker takes them, and native ONNX Runtime ranks as the
 * WebAssembly build that serves. Ties aside: equals may stand in any order, and at a list's end any of them may be in it.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { WEIGHTS_PATH } from '../../edge-model/contract/graph.ts'
import { type ExportedModel, exportModel } from '../../training/export/export-model.ts'
import { openRanker, RUNTIME } from '../../training/runtime/onnx-ranker.ts'
import type { Ranking } from '../../training/table/score.ts'
import { type Request, randomRequests, randomTable } from './requests.ts'

const python = inject('python')
const REQUESTS = 300
/** Sums of the same float32 values may differ in their last bits. */
const TOLERANCE = 1e-5

const answerSchema = z.object({
  runtime: z.string(),
  rankings: z.array(z.object({ items: z.array(z.int()), scores: z.array(z.number()) })),
})

function rankNatively(model: ExportedModel, requests: readonly Request[]): z.infer<typeof answerSchema> {
  const home = mkdtempSync(join(tmpdir(), 'aisle-native-'))
  try {
    writeFileSync(join(home, 'graph.onnx'), model.graph)
    writeFileSync(join(home, WEIGHTS_PATH), model.weights)
    writeFileSync(join(home, 'requests.json'), JSON.stringify(requests))
    const stdout = execFileSync(python, [join(import.meta.dirname, 'rank.py'), home], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    })
    return answerSchema.parse(JSON.parse(stdout))
  } finally {
    rmSync(home, { recursive: true })
  }
}

const differ = (a: number, b: number): boolean =>
  Math.abs(a - b) > TOLERANCE * Math.max(Math.abs(a), Math.abs(b))

/** What is different about two rankings, ties aside; undefined: nothing. */
function difference(one: Ranking, other: Ranking): string | undefined {
  if (one.items.length !== other.items.length) return `${one.items.length} and ${other.items.length} items`
  for (let place = 0; place < one.scores.length; place++) {
    const [a = 0, b = 0] = [one.scores[place], other.scores[place]]
    if (differ(a, b)) return `place ${place} scores ${a} and ${b}`
  }
  return missing(one, other) ?? missing(other, one)
}

/** An item of one ranking, clearly above the tie at its end, that the other lacks or scores differently. */
function missing(one: Ranking, other: Ranking): string | undefined {
  const scores = new Map(Array.from(other.items, (item, place) => [item, other.scores[place] ?? 0]))
  const lowest = one.scores[one.scores.length - 1] ?? 0
  for (let place = 0; place < one.items.length; place++) {
    const [item = 0, score = 0] = [one.items[place], one.scores[place]]
    if (!differ(score, lowest)) return undefined
    if (differ(score, scores.get(item) ?? Number.POSITIVE_INFINITY)) {
      return `item ${item} scores ${score} and ${scores.get(item)}`
    }
  }
  return undefined
}

describe.runIf(python)('native ONNX Runtime', () => {
  it('is of the version that serves', { timeout: 60_000 }, () => {
    const { runtime } = rankNatively(exportModel(randomTable({ items: 1, neighbours: 1, heads: 1 })), [])
    expect(runtime).toBe(RUNTIME.replace('-web', ''))
  })

  it.each([
    { items: 1_000, neighbours: 50, heads: 1 },
    { items: 1_000, neighbours: 50, heads: 2 },
    { items: 60_000, neighbours: 50, heads: 1 },
    { items: 60_000, neighbours: 50, heads: 2 },
  ])(
    'ranks $items products with $heads values an entry as the edge does',
    {
      timeout: 120_000,
    },
    async (shape) => {
      const model = exportModel(randomTable(shape))
      const requests = randomRequests(REQUESTS, shape)
      const { rankings } = rankNatively(model, requests)
      const edge = await openRanker(model)
      const differences: string[] = []
      for (const [number, { rows, weights, exclude, k }] of requests.entries()) {
        const session = { rows: Int32Array.from(rows), weights: Float32Array.from(weights) }
        const atEdge = await edge.rank(session, Int32Array.from(exclude), k)
        const found = difference(atEdge, rankings[number] ?? { items: [], scores: [] })
        if (found !== undefined) differences.push(`request ${number} (k ${k}): ${found}`)
      }
      await edge.release()
      expect(differences).toEqual([])
      expect(rankings).toHaveLength(REQUESTS)
    },
  )
})
