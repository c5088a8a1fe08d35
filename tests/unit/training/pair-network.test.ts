/**
 * The pair scorer's vector kernel against plain loops.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKernel, HEADS, HIDDEN, placesOf } from '../../../training/models/pair-scorer/network.ts'
import { layoutIn, sharedMemory } from '../../../training/parallel/wasm-memory.ts'
import { numbers } from './pair-support.ts'

const PAIRS = 7
/** Pairs in memory before those that are asked for. */
const FIRST = 3
/** ln B of every pair and head by the formula, with ∂/∂θ of Σ slopes · logits, in double precision. */
function plainNetwork(width: number, theta: Float64Array, x: Float64Array, slopes: Float64Array) {
  const AT = placesOf(width)
  const gradient = new Float64Array(AT.weights)
  const logits: number[] = []
  const at = (array: Float64Array, place: number): number => array[place] ?? 0
  const add = (place: number, gain: number) => {
    gradient[place] = at(gradient, place) + gain
  }
  for (let pair = 0; pair < PAIRS; pair++) {
    const input = (f: number) => at(x, pair * width + f)
    for (let head = 0; head < HEADS; head++) {
      const slope = at(slopes, pair * HEADS + head)
      let logit = at(theta, AT.b + head)
      add(AT.b + head, slope)
      for (let f = 0; f < width; f++) {
        logit += at(theta, AT.a + head * width + f) * input(f)
        add(AT.a + head * width + f, slope * input(f))
      }
      for (let u = 0; u < HIDDEN; u++) {
        let before = at(theta, AT.c + u)
        for (let f = 0; f < width; f++) before += at(theta, AT.W + f * HIDDEN + u) * input(f)
        const w = at(theta, AT.w + head * HIDDEN + u)
        const rise = before > 0 ? 1 : 0.1
        logit += w * rise * before
        add(AT.w + head * HIDDEN + u, slope * rise * before)
        add(AT.c + u, slope * w * rise)
        for (let f = 0; f < width; f++) add(AT.W + f * HIDDEN + u, slope * w * rise * input(f))
      }
      logits.push(logit)
    }
  }
  return { logits, gradient }
}

describe('the vector kernel', () => {
  it.each([20, 40, 52])(
    'computes what plain loops compute, forward and backward, for %i features',
    (width) => {
      const memory = sharedMemory()
      const features = layoutIn(memory).float32((FIRST + PAIRS) * width)
      const kernel = createKernel(width, memory)
      fc.assert(
        fc.property(fc.nat(), (seed) => {
          const theta = numbers(seed, placesOf(width).weights, 1)
          const x = numbers(seed + 1, PAIRS * width, 4)
          // Pairs without slopes are skipped; one head alone is not.
          const slopes = numbers(seed + 2, PAIRS * HEADS, 2).map((slope, v) =>
            v % 5 === 0 || v < 2 ? 0 : slope,
          )
          const expected = plainNetwork(width, theta, x, slopes)
          kernel.theta.set(theta)
          features.set(x, FIRST * width)
          kernel.slopes.set(slopes)
          kernel.gradient.fill(0)
          kernel.forward(FIRST, PAIRS)
          kernel.backward(FIRST, PAIRS)
          expected.logits.forEach((logit, v) => {
            expect(kernel.logits[v]).toBeCloseTo(logit, 3)
          })
          expected.gradient.forEach((value, p) => {
            expect(kernel.gradient[p]).toBeCloseTo(value, 3)
          })
        }),
        { numRuns: 20 },
      )
    },
  )

  it('leaves everything alone where there are no pairs', () => {
    const memory = sharedMemory()
    layoutIn(memory).float32(20).fill(1)
    const kernel = createKernel(20, memory)
    kernel.theta.fill(1)
    kernel.slopes.fill(1)
    kernel.forward(0, 0)
    kernel.backward(0, 0)
    expect(kernel.logits.every((logit) => logit === 0)).toBe(true)
    expect(kernel.gradient.every((slope) => slope === 0)).toBe(true)
  })
})
