import { describe, expect, it } from 'vitest'
import {
  DEFAULT_ROLLOUT_RULES,
  decisionSchema,
  noCounts,
  rolloutRulesSchema,
} from '../../../edge-model/contract/index.ts'
import { decide } from '../../../edge-model/evidence/decide.ts'
import { earlyRollout, hoursAgo, rollout, soundArm, verdict } from './rollout-state.ts'

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
