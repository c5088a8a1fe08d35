/**
 * Embeddings: the vector loops against plain ones, what they learn from planted structure, and which of their numbers are
 * features.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../training/evaluate/random.ts'
import {
  DIMS,
  type Embedding,
  emptyEmbeddings,
  FITS,
  fitEmbedding,
  passesOver,
} from '../../../training/models/pair-scorer/embedding.ts'
import { createEmbeddingReader } from '../../../training/models/pair-scorer/embedding-features.ts'
import { createEmbeddingKernel } from '../../../training/models/pair-scorer/embedding-module.ts'
import { logOf } from './model-support.ts'
import { numbers, sumOf } from './pair-support.ts'

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  sumOf(Array.from(a, (x, k) => x * (b[k] ?? 0)))

function fitted(log: ReturnType<typeof logOf>): Embedding {
  const [embedding] = emptyEmbeddings(1, log.items.length)
  if (embedding === undefined) throw new Error('The log has few items.')
  for (let fit = 0; fit < FITS; fit++) fitEmbedding(log, fit, embedding)
  return embedding
}

describe('the loops over a row', () => {
  it('compute what plain loops compute, and leave other rows alone', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(4, 12, DIMS), (seed, dims) => {
        const kernel = createEmbeddingKernel(dims, 3)
        const rows = numbers(seed, 3 * dims, 2)
        const context = numbers(seed + 1, dims, 2)
        const slope = numbers(seed + 2, dims, 2)
        kernel.rows.set(rows)
        kernel.context.set(context)
        kernel.slope.set(slope)
        const row = Array.from(rows.subarray(dims, 2 * dims))
        const near = (found: ArrayLike<number>, expected: readonly number[]) =>
          expected.forEach((value, k) => {
            expect(found[k]).toBeCloseTo(value, 3)
          })

        expect(kernel.dot(1)).toBeCloseTo(dot(row, context), 3)
        kernel.gather(1, 0.5)
        const gathered = Array.from(context, (x, k) => x + 0.5 * (row[k] ?? 0))
        near(kernel.context, gathered)
        kernel.pull(1, -2, 0.25)
        const pulled = Array.from(slope, (x, k) => x - 2 * (row[k] ?? 0))
        near(kernel.slope, pulled)
        const moved = row.map((x, k) => x + 0.25 * (gathered[k] ?? 0))
        near(kernel.rows.subarray(dims, 2 * dims), moved)
        kernel.push(1, -0.5)
        near(
          kernel.rows.subarray(dims, 2 * dims),
          moved.map((x, k) => x - 0.5 * (pulled[k] ?? 0)),
        )
        near(kernel.rows.subarray(0, dims), Array.from(rows.subarray(0, dims)))
        near(kernel.rows.subarray(2 * dims), Array.from(rows.subarray(2 * dims)))
      }),
      { numRuns: 30 },
    )
  })
})

/** Three kinds of six items; a visit stays in its kind. Items a0 and a1 are never in one visit. */
const random = seededRandom(5)
const KINDS = ['a', 'b', 'c']
const LOG = logOf(
  Array.from({ length: 600 }, (_, s) => {
    const items = Array.from({ length: 4 }, () => `${KINDS[s % 3] ?? ''}${Math.floor(random() * 6)}`)
    return items.includes('a0') ? items.filter((item) => item !== 'a1') : items
  }),
)

describe('an embedding', () => {
  it('points at items of the kind, also at one that was never seen beside', () => {
    const reader = createEmbeddingReader(fitted(LOG))
    const read = (row: string, column: string): number[] => {
      const into = new Float32Array(4)
      reader.write(LOG.items.indexOf(row), LOG.items.indexOf(column), into, 0)
      return [...into]
    }
    const [own = [], other = []] = [read('a0', 'a1'), read('a0', 'b1')]
    for (const place of [0, 1, 3]) expect(own[place]).toBeGreaterThan((other[place] ?? 0) + 0.3)
  })

  it('is the same for the same log, another for another fit', () => {
    const [first, second] = [fitted(LOG), fitted(LOG)]
    expect(second).toEqual(first)
    const size = LOG.items.length * DIMS
    expect(first.contexts.subarray(size)).not.toEqual(first.contexts.subarray(0, size))
  })

  it('is zero for items without events, and of a log of nothing', () => {
    const log = logOf([['x', 'y']])
    const { contexts, targets, biases } = fitted({ ...log, items: [...log.items, 'unsold'] })
    const zeros = new Float32Array(DIMS)
    for (const rows of [contexts, targets]) expect(rows.subarray(2 * DIMS, 3 * DIMS)).toEqual(zeros)
    expect(contexts.subarray(0, DIMS)).not.toEqual(zeros)
    expect(biases[2]).toBe(0)
    const none = fitted({ ...logOf([]), items: ['unsold'] })
    expect([...none.contexts, ...none.targets].every((x) => x === 0)).toBe(true)
  })

  it('is none for more items than memory is for', () => {
    expect(emptyEmbeddings(2, 250_001)).toEqual([])
  })

  it('goes over few events three times, over many once, and of too many over the newest', () => {
    const offsets = Int32Array.of(0, 4, 7, 12)
    expect(passesOver({ offsets }, 36)).toEqual({ first: 0, epochs: 3 })
    expect(passesOver({ offsets }, 35)).toEqual({ first: 0, epochs: 2 })
    expect(passesOver({ offsets }, 12)).toEqual({ first: 0, epochs: 1 })
    expect(passesOver({ offsets }, 11)).toEqual({ first: 1, epochs: 1 })
    expect(passesOver({ offsets }, 7)).toEqual({ first: 2, epochs: 1 })
  })
})

describe('features of an embedding', () => {
  const ITEMS = 3

  it('are the mean over fits of products and cosines', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const embedding = {
          contexts: Float32Array.from(numbers(seed, FITS * ITEMS * DIMS, 2)),
          targets: Float32Array.from(numbers(seed + 1, FITS * ITEMS * DIMS, 2)),
          biases: Float32Array.from(numbers(seed + 2, FITS * ITEMS, 2)),
        }
        const into = new Float32Array(6).fill(7)
        createEmbeddingReader(embedding).write(0, 2, into, 1)
        const row = (rows: Float32Array, fit: number, item: number) =>
          rows.subarray((fit * ITEMS + item) * DIMS, (fit * ITEMS + item + 1) * DIMS)
        const cosine = (a: Float32Array, b: Float32Array) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
        const mean = (of: (fit: number) => number) => sumOf([0, 1].map(of)) / FITS
        const { contexts: u, targets: v, biases } = embedding
        const expected = [
          mean((fit) => dot(row(u, fit, 0), row(v, fit, 2))),
          mean((fit) => cosine(row(v, fit, 0), row(v, fit, 2))),
          mean((fit) => biases[fit * ITEMS + 2] ?? 0),
          mean((fit) => cosine(row(u, fit, 0), row(u, fit, 2))),
        ]
        expect([into[0], into[5]]).toEqual([7, 7])
        expected.forEach((value, f) => {
          expect(into[f + 1]).toBeCloseTo(value, 3)
        })
      }),
      { numRuns: 30 },
    )
  })
})
