import { describe, expect, it } from 'vitest'
import {
  DEFAULT_ROLLOUT_RULES,
  decisionSchema,
  noCounts,
  rolloutRulesSchema,
} from '../../../edge-model/contract/index.ts'
import { decide, type RolloutState } from '../../../edge-model/evidence/decide.ts'
import { earlyRollout, hoursAgo, latencies, rollout, soundArm } from './rollout-state.ts'

/** The verdict and its reasons' codes. */
function verdict(state: RolloutState): string[] {
  const { verdict, reasons } = decide(state)
  return [verdict, ...reasons.map(({ code }) => code)]
}

describe('the step to 100 %', () => {
  it('is taken when both metrics are shown to lose less than their margins', () => {
    const decision = decide(rollout())
    expect(decision.verdict).toBe('promote')
    expect(decision.reasons).toEqual([
      {
        code: 'non_inferior',
        message:
          'The canary is shown to lose less than the margins: add-to-cart rate at least −5.4 % (margin −8.0 %), ' +
          'revenue per visitor at least −10.1 % (margin −15.0 %).',
      },
    ])
  })

  it('waits for either metric', () => {
    const few = { stable: soundArm(40_000), canary: soundArm(40_000) }
    expect(verdict(rollout(few))).toEqual(['hold', 'add_to_cart_unproven', 'revenue_unproven'])
    const wide = rolloutRulesSchema.parse({ addToCartMargin: 0.4 })
    expect(verdict(rollout({ ...few, rules: wide }))).toEqual(['hold', 'revenue_unproven'])
    const rules = rolloutRulesSchema.parse({ revenueMargin: 0.6 })
    expect(verdict(rollout({ ...few, rules }))).toEqual(['hold', 'add_to_cart_unproven'])
  })

  it('follows the percentage that shoppers really have, not the index', () => {
    expect(
      verdict(rollout({ percent: 60, step: 3, stable: soundArm(144_000), canary: soundArm(216_000) })),
    ).toEqual(['promote', 'non_inferior'])
    expect(verdict(rollout({ plan: [50, 80, 100] }))).toEqual(['advance', 'no_harm_shown'])
    expect(() => decide(rollout({ percent: 100 }))).toThrow(
      'There is no step after 100 % in the plan 1, 5, 25, 50, 100.',
    )
  })
})

describe('an earlier step', () => {
  it('is left when it lasted and nothing speaks against it, proven or not', () => {
    const decision = decide(earlyRollout())
    expect(decision).toMatchObject({
      verdict: 'advance',
      numbers: { step: 2, steps: 5, percent: 5, next: 25 },
    })
    expect(decision.reasons[0]?.message).toBe('No harm was shown at 5 %; on to 25 %.')
    expect(decision.numbers.comparisons.map(({ nonInferior }) => nonInferior)).toEqual([false, false])
  })

  it('lasts its hours and its visitors, and not a moment longer', () => {
    expect(verdict(earlyRollout({ stepStartedAt: hoursAgo(24) }))).toEqual(['advance', 'no_harm_shown'])
    expect(verdict(earlyRollout({ stepStartedAt: hoursAgo(24) + 1 }))).toEqual(['hold', 'too_early'])
    const arms = (canary: number) => ({ stable: soundArm(canary * 19), canary: soundArm(canary) })
    expect(verdict(earlyRollout(arms(1_000)))).toEqual(['advance', 'no_harm_shown'])
    expect(verdict(earlyRollout(arms(999)))).toEqual(['hold', 'too_few_visitors'])
  })

  it('holds without any visitor', () => {
    const nobody = { stable: noCounts(), canary: noCounts(), stepStartedAt: hoursAgo(1) }
    expect(verdict(earlyRollout(nobody))).toEqual(['hold', 'too_early', 'too_few_visitors'])
    expect(verdict(rollout({ ...nobody, stepStartedAt: hoursAgo(30) }))).toEqual([
      'hold',
      'too_few_visitors',
      'add_to_cart_unproven',
      'revenue_unproven',
    ])
  })
})

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

describe('a pause', () => {
  it('holds what would be promoted, advanced, or overdue', () => {
    expect(verdict(rollout({ paused: true }))).toEqual(['hold', 'paused'])
    expect(verdict(earlyRollout({ paused: true }))).toEqual(['hold', 'paused'])
    expect(verdict(earlyRollout({ paused: true, startedAt: hoursAgo(2_000) }))).toEqual(['hold', 'paused'])
  })
})

describe('the deadline', () => {
  const unproven = { stable: soundArm(40_000), canary: soundArm(40_000) }

  it('rolls back what is unproven, at the very hour', () => {
    expect(verdict(rollout({ ...unproven, startedAt: hoursAgo(672) + 1 }))[0]).toBe('hold')
    expect(verdict(rollout({ ...unproven, startedAt: hoursAgo(672) }))).toEqual([
      'rollback',
      'deadline',
      'add_to_cart_unproven',
      'revenue_unproven',
    ])
  })

  it('does not keep evidence that came in time from promoting', () => {
    expect(verdict(rollout({ startedAt: hoursAgo(700) }))).toEqual(['promote', 'non_inferior'])
  })

  it('ends earlier steps, ready or not', () => {
    expect(verdict(earlyRollout({ startedAt: hoursAgo(672) }))).toEqual(['rollback', 'deadline'])
    expect(verdict(earlyRollout({ startedAt: hoursAgo(672), stepStartedAt: hoursAgo(1) }))).toEqual([
      'rollback',
      'deadline',
      'too_early',
    ])
  })
})

describe('what is written down', () => {
  it('is JSON as it is, and holds every figure', () => {
    const decision = decide(rollout())
    expect(decisionSchema.parse(JSON.parse(JSON.stringify(decision)))).toEqual(decision)
    expect(decision.at).toBe('2026-11-25T12:00:00.000Z')
    expect(decision.numbers).toMatchObject({
      hoursInStep: 432,
      hoursInAll: 480,
      deadlineHours: 672,
      canary: { visitors: 180_000, revenue: expect.stringMatching(/^\d+$/) },
      sampleRatio: { planned: 0.5, seen: 0.5, chiSquareP: 1, bound: 0.001 },
      // .05 over the four steps below 100 %; the two metrics share what may show harm.
      comparisons: [
        {
          metric: 'add_to_cart',
          stable: 0.04,
          canary: 0.04,
          lowerAlpha: 0.0125,
          upperAlpha: 0.00625,
          margin: 0.08,
        },
        { metric: 'revenue', margin: 0.15 },
      ],
    })
  })

  it.each([
    ['a visitor', { stable: noCounts(), canary: noCounts() }],
    ['a visitor of the canary', { stable: soundArm(100), canary: noCounts() }],
    [
      'an order or an add-to-cart in stable',
      { stable: { ...noCounts(), visitors: 100 }, canary: soundArm(100) },
    ],
  ])('is JSON without %s, too', (_, arms) => {
    const decision = decide(earlyRollout(arms))
    expect(decisionSchema.parse(JSON.parse(JSON.stringify(decision)))).toEqual(decision)
    expect(decision.numbers.comparisons[0]?.difference).toBeNull()
    expect(decision.numbers.comparisons[1]?.difference).toBeNull()
  })

  it('rests on the same rules when they are left out', () => {
    expect(rolloutRulesSchema.parse({})).toEqual(DEFAULT_ROLLOUT_RULES)
    expect(rolloutRulesSchema.safeParse({ alhpa: 0.1 }).error?.issues[0]?.message).toBe(
      'Unrecognized key: "alhpa"',
    )
    expect(rolloutRulesSchema.safeParse({ addToCartMargin: 8 }).success).toBe(false)
  })
})
