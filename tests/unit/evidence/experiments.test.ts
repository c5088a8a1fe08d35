import { describe, expect, it } from 'vitest'
import { armSchema, bucket } from '../../../edge-model/contract/index.ts'
import {
  liveExperiments,
  partsOf,
  quarterOf,
  SHARDS,
  shardOf,
} from '../../../edge-model/evidence/experiments.ts'
import { sampleRatioP } from '../../../edge-model/evidence/statistics/sample-ratio.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const EXPERIMENTS = { rollout: 'step', holdout: 'holdout' }

describe('the parts of a visitor', () => {
  it('follow from the arm', () => {
    const arms = armSchema.options.map((arm) => [
      arm,
      partsOf(arm, EXPERIMENTS, NOW).map((part) => `${part.arm} of ${part.experiment}`),
    ])
    expect(Object.fromEntries(arms)).toEqual({
      stable: ['served of holdout:2026q4', 'stable of step'],
      canary: ['served of holdout:2026q4', 'canary of step'],
      holdout: ['holdout of holdout:2026q4'],
      pinned: ['served of holdout:2026q4'],
      preview: [],
    })
  })

  it('are all of live experiments, with a rollout and without', () => {
    for (const experiments of [EXPERIMENTS, { ...EXPERIMENTS, rollout: null }]) {
      const counted = armSchema.options.flatMap((arm) => partsOf(arm, experiments, NOW))
      const names = new Set(counted.map(({ experiment }) => experiment))
      expect([...names].sort()).toEqual(liveExperiments(experiments, NOW).sort())
    }
  })
})

describe('a quarter', () => {
  it('ends at midnight, UTC', () => {
    expect(quarterOf(new Date('2026-12-31T23:59:59.999Z'))).toBe('2026q4')
    expect(quarterOf(new Date('2027-01-01T00:00:00Z'))).toBe('2027q1')
    expect(quarterOf(new Date('2027-03-31T23:59:59Z'))).toBe('2027q1')
    expect(quarterOf(new Date('2027-04-01T00:00:00Z'))).toBe('2027q2')
  })
})

describe('shards', () => {
  it('have equal shares of the visitors, and of those in a canary', () => {
    const visitors = Array.from({ length: 40_000 }, (_, n) => `visitor-${n}`)
    const tried = visitors.filter((id) => bucket('00112233445566ff', id) < 0.25)
    for (const group of [visitors, tried]) {
      const sizes = Array.from({ length: SHARDS }, () => 0)
      for (const id of group) sizes[shardOf(id)] = (sizes[shardOf(id)] ?? 0) + 1
      expect(
        sampleRatioP(
          sizes,
          sizes.map(() => 1 / SHARDS),
        ),
      ).toBeGreaterThan(0.001)
    }
  })
})
