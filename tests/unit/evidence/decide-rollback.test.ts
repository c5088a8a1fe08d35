import { describe, expect, it } from 'vitest'
import { decide } from '../../../edge-model/evidence/decide.ts'
import { earlyRollout, hoursAgo, latencies, rollout, soundArm, verdict } from './rollout-state.ts'

describe('sample ratio mismatch', () => {
  it('rolls back at any look by the sequential test', () => {
    const state = earlyRollout({
      stepStartedAt: hoursAgo(2),
      stable: soundArm(190_000),
      canary: soundArm(9_000),
    })
    expect(verdict(state)).toEqual(['rollback', 'sample_ratio_sequential'])
    expect(decide(state).reasons[0]?.message).toMatch(
      /^The canary has 4.52 % of the visitors instead of 5.00 %: sample ratio mismatch by the sequential test, p \S+ below 0.001/,
    )
  })

  it('remembers a mismatch that later visitors hid', () => {
    const seen = [{ stable: 50_000, canary: 45_000 }]
    expect(verdict(rollout({ looks: seen }))).toEqual(['rollback', 'sample_ratio_sequential'])
  })

  it('rolls back by chi-square when the step would be left, and only then', () => {
    // z = 3.8 of the canary's share at 5 %: p = 1.5e-4, too little for the sequential test.
    const lost = { stable: soundArm(38_000), canary: soundArm(1_837) }
    const state = earlyRollout(lost)
    expect(decide(state).numbers.sampleRatio.sequentialP).toBeGreaterThan(0.001)
    expect(verdict(state)).toEqual(['rollback', 'sample_ratio_chi_square'])
    expect(verdict(earlyRollout({ ...lost, stepStartedAt: hoursAgo(23) }))).toEqual(['hold', 'too_early'])
    expect(verdict(earlyRollout({ ...lost, paused: true }))).toEqual(['hold', 'paused'])
  })

  it('forbids a promotion that everything else allows', () => {
    const lost = { stable: soundArm(180_000), canary: soundArm(178_000) }
    const { verdict: found, reasons, numbers } = decide(rollout(lost))
    expect([found, reasons[0]?.code]).toEqual(['rollback', 'sample_ratio_chi_square'])
    expect(numbers.comparisons.every(({ nonInferior }) => nonInferior)).toBe(true)
  })

  it('comes first of all reasons', () => {
    const canary = soundArm(9_000, { errors: 10_000, adders: 30 })
    expect(verdict(earlyRollout({ stable: soundArm(190_000), canary }))).toEqual([
      'rollback',
      'sample_ratio_sequential',
      'error_rate',
      'harm_add_to_cart',
    ])
  })
})

describe('guardrails', () => {
  const canary = (changes: Parameters<typeof soundArm>[1]) =>
    earlyRollout({ canary: soundArm(2_000, changes) })

  it.each([
    [
      'error_rate',
      { errors: 101 },
      'error rate is 1.01 % over 10,000 requests, above 1.00 %; stable has 0.10 %.',
    ],
    [
      'p99_latency',
      {
        latency: latencies([
          [5, 9_800],
          [900, 200],
        ]),
      },
      'p99 latency is 875 ms over 10,000 requests, above 500 ms; stable has 5 ms.',
    ],
    [
      'fallback_rate',
      { fallbacks: 501 },
      'fallback rate is 5.01 % over 10,000 requests, above 5.00 %; stable has 0.50 %.',
    ],
  ])('%s rolls back by itself', (code, changes, message) => {
    const { verdict: found, reasons } = decide(canary(changes))
    expect(found).toBe('rollback')
    expect(reasons).toEqual([{ code, message: `The canary's ${message}` }])
  })

  it('allow what is exactly the bound', () => {
    expect(verdict(canary({ errors: 100 }))).toEqual(['advance', 'no_harm_shown'])
    expect(verdict(canary({ fallbacks: 500 }))).toEqual(['advance', 'no_harm_shown'])
  })

  it('roll back within the first hours and in a pause, once even 494 good requests more would not mend it', () => {
    const first = (requests: number) =>
      earlyRollout({
        stepStartedAt: hoursAgo(1),
        paused: true,
        stable: soundArm(1_900),
        canary: soundArm(100, { requests, errors: requests, fallbacks: 0 }),
      })
    expect(verdict(first(5))).toEqual(['hold', 'paused'])
    expect(verdict(first(6))).toEqual(['rollback', 'error_rate'])
  })

  it('are no blame for what stable suffers too, but for twice as much', () => {
    const stable = soundArm(38_000, { errors: 9_500 })
    expect(verdict(earlyRollout({ stable, canary: soundArm(2_000, { errors: 1_000 }) }))).toEqual([
      'advance',
      'no_harm_shown',
    ])
    expect(verdict(earlyRollout({ stable, canary: soundArm(2_000, { errors: 1_001 }) }))).toEqual([
      'rollback',
      'error_rate',
    ])
  })

  it('are told all at once', () => {
    expect(verdict(canary({ errors: 5_000, fallbacks: 5_000 }))).toEqual([
      'rollback',
      'error_rate',
      'fallback_rate',
    ])
  })
})

describe('harm', () => {
  const poorer = (part: bigint, visitors = 180_000) => {
    const { revenue, revenueSquares } = soundArm(visitors)
    return { revenue: (revenue * part) / 100n, revenueSquares: (revenueSquares * part) / 100n }
  }

  it('to add-to-cart rolls back by itself', () => {
    const canary = soundArm(180_000, { adders: 6_480 })
    const { verdict: found, reasons } = decide(rollout({ canary }))
    expect([found, reasons]).toEqual([
      'rollback',
      [
        {
          code: 'harm_add_to_cart',
          message:
            "The canary's add-to-cart rate is −10.0 %, beyond the margin of −8.0 %, and at most −4.5 %.",
        },
      ],
    ])
  })

  it('to revenue rolls back by itself', () => {
    expect(verdict(rollout({ canary: soundArm(180_000, poorer(80n)) }))).toEqual(['rollback', 'harm_revenue'])
  })

  it('of both kinds is told of both', () => {
    const canary = soundArm(180_000, { ...poorer(80n), adders: 5_000 })
    expect(verdict(rollout({ canary }))).toEqual(['rollback', 'harm_add_to_cart', 'harm_revenue'])
  })

  it('rolls back an early step, in a pause and before its hours', () => {
    const canary = soundArm(2_000, { adders: 20 })
    expect(verdict(earlyRollout({ canary, paused: true }))).toEqual(['rollback', 'harm_add_to_cart'])
    expect(verdict(earlyRollout({ canary, stepStartedAt: hoursAgo(3) }))).toEqual([
      'rollback',
      'harm_add_to_cart',
    ])
  })

  it('is seen where nobody adds at all, though such an arm has no variance', () => {
    expect(
      verdict(earlyRollout({ canary: soundArm(3_000, { adders: 0 }), stable: soundArm(57_000) })),
    ).toEqual(['rollback', 'harm_add_to_cart'])
  })

  it('within the margin is put up with, however sure', () => {
    const many = { stable: soundArm(4_000_000), canary: soundArm(4_000_000, { adders: 152_000 }) }
    const { verdict: found, numbers } = decide(rollout(many))
    expect(found).toBe('promote')
    expect(numbers.comparisons[0]?.difference?.upper).toBeLessThan(0)
  })

  it('beyond the margin that may be chance is waited for', () => {
    const canary = soundArm(10_000, { adders: 355 })
    const { verdict: found, numbers } = decide(rollout({ stable: soundArm(10_000), canary }))
    expect(found).toBe('hold')
    expect(numbers.comparisons[0]?.difference?.estimate).toBeLessThan(-0.08)
  })
})
