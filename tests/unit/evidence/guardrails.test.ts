import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LATENCY_EDGES_MS, latencyBin } from '../../../edge-model/contract/index.ts'
import { latencyQuantile } from '../../../edge-model/evidence/guardrails.ts'
import { latencies } from './rollout-state.ts'

describe('a quantile of the latency histogram', () => {
  it('lies evenly within its bin', () => {
    // 100 between 300 and 400 ms.
    expect(latencyQuantile(latencies([[350, 100]]), 0.5)).toBe(350)
    expect(latencyQuantile(latencies([[350, 100]]), 0.99)).toBe(399)
    expect(
      latencyQuantile(
        latencies([
          [5, 99],
          [350, 1],
        ]),
        0.99,
      ),
    ).toBe(5)
  })

  it('is the last edge for what no bin bounds, and null for nothing', () => {
    expect(latencyQuantile(latencies([[60_000, 5]]), 0.99)).toBe(10_000)
    expect(latencyQuantile(latencies([]), 0.99)).toBeNull()
  })

  it('takes what is missing for fast', () => {
    // 5 of 500 are 1 %, the sixth is beyond.
    expect(latencyQuantile(latencies([[900, 5]]), 0.99, 500)).toBeLessThanOrEqual(1)
    expect(latencyQuantile(latencies([[900, 6]]), 0.99, 500)).toBeGreaterThan(750)
  })

  it("is in the bin of the list's own quantile", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 9_999, noNaN: true }), { minLength: 1 }), (list) => {
        const sorted = [...list].sort((a, b) => a - b)
        const exact = sorted[Math.ceil(0.99 * sorted.length) - 1] ?? 0
        const found = latencyQuantile(latencies(list.map((ms) => [ms, 1])), 0.99) ?? Number.NaN
        const bin = latencyBin(exact)
        expect(found).toBeLessThanOrEqual(LATENCY_EDGES_MS[bin] ?? 0)
        expect(found).toBeGreaterThanOrEqual(LATENCY_EDGES_MS[bin - 1] ?? 0)
      }),
    )
  })
})
