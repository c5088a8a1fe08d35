import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assign,
  bucket,
  type Channel,
  channelSchema,
  DEFAULT_PLAN,
  type Move,
  parseChannel,
  rolloutRulesSchema,
} from '../../../edge-model/contract/index.ts'
import { MoveRefused, moveChannel, newlyServed } from '../../../edge-model/releases/move-channel.ts'

const RELEASES = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(64))
const BUILDS = ['build-1', 'build-2', 'constructor']
const told = { by: 'ada', message: 'why' }

let salts = 0
const salt = () => (++salts).toString(16).padStart(16, '0')
const at = (now = '2026-11-25T00:00:00.000Z') => ({ shop: 'demo', now, salt: salt() })

/** The channel after a move, or as it was where that is refused. */
function tryMove(channel: Channel | null, move: Move): Channel | null {
  try {
    return moveChannel(channel, move, at())
  } catch (error) {
    if (error instanceof MoveRefused) return channel
    throw error
  }
}

const release = fc.constantFrom(...RELEASES)
const build = fc.constantFrom(...BUILDS)
const step = fc.constantFrom(...DEFAULT_PLAN)
const anyMove: fc.Arbitrary<Move> = fc
  .oneof(
    fc.record({ action: fc.constant('publish' as const), release }, { requiredKeys: ['action', 'release'] }),
    fc.constantFrom<Move[]>(
      ...(['promote', 'rollback', 'pause', 'resume'] as const).map((action) => ({ action, ...told })),
    ),
    fc.record({ action: fc.constant('ramp' as const), percent: step }),
    fc.record({ action: fc.constant('pin' as const), build, release }, { requiredKeys: ['action', 'build'] }),
    fc.record({ action: fc.constant('unpin' as const), build }),
    fc.record({ action: fc.constant('holdout' as const), percent: fc.integer({ min: 0, max: 50 }) }),
  )
  .map((move) => ({ ...move, ...told }))
const anyChannel = fc
  .array(anyMove, { maxLength: 25 })
  .map((moves) => moves.reduce(tryMove, first('a'.repeat(64))))

function first(stable: string): Channel | null {
  return moveChannel(null, { action: 'publish', ...told, release: stable }, at())
}

describe('any sequence of moves', () => {
  it('keeps the channel valid, its shop and holdout salt; seq grows by one a move', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 40 }), (moves) => {
        let channel: Channel | null = null
        let salt: string | undefined
        for (const move of moves) {
          const before: Channel | null = channel
          channel = tryMove(channel, move)
          if (channel === null) continue
          expect(channelSchema.parse(channel)).toEqual(channel)
          expect(parseChannel(JSON.parse(JSON.stringify(channel)))).toEqual(channel)
          salt ??= channel.holdout.salt
          expect(channel.holdout.salt).toBe(salt)
          if (channel !== before) expect(channel.seq).toBe((before?.seq ?? 0) + 1)
          if (channel !== before) expect(channel.change).toMatchObject({ action: move.action, ...told })
        }
      }),
    )
  })

  it('names in newlyServed all that a visitor may get and could not before', () => {
    const who = fc.record({ visitorId: fc.string({ minLength: 1 }), build }, { requiredKeys: [] })
    fc.assert(
      fc.property(anyChannel, anyMove, who, (before, move, visitor) => {
        const after = tryMove(before, move)
        if (before === null || after === null) return
        const given = assign(after, visitor).release
        const known = [before.stable, before.canary?.release, ...Object.values(before.pins)]
        expect([...known, ...newlyServed(before, after)]).toContain(given)
        if (after.stable !== before.stable) expect(newlyServed(before, after)[0]).toBe(after.stable)
      }),
    )
  })
})

describe('a rollback', () => {
  it('after a promotion returns to the release that was stable before it', () => {
    fc.assert(
      fc.property(anyChannel, (channel) => {
        if (channel === null || channel.canary === null) return
        const promoted = moveChannel(channel, { action: 'promote', ...told }, at())
        expect(promoted).toMatchObject({
          stable: channel.canary.release,
          previous: channel.stable,
          canary: null,
        })
        const back = moveChannel(promoted, { action: 'rollback', ...told }, at())
        expect(back).toMatchObject({ stable: channel.stable, previous: channel.canary.release, canary: null })
      }),
    )
  })

  it('of a canary leaves stable and its way back as they are', () => {
    fc.assert(
      fc.property(anyChannel, (channel) => {
        if (channel === null || channel.canary === null) return
        const { stable, previous, pins, holdout } = channel
        const back = moveChannel(channel, { action: 'rollback', ...told }, at())
        expect(back).toMatchObject({ stable, previous, pins, holdout, canary: null })
      }),
    )
  })
})

describe('who gets what', () => {
  it('raising the percentage keeps everyone who was in; a new canary draws anew', () => {
    fc.assert(
      fc.property(step, step, (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        const publish: Move = { action: 'publish', ...told, release: 'b'.repeat(64), percent: low }
        const channel = moveChannel(first('a'.repeat(64)), publish, at())
        const ramped = tryMove(channel, { action: 'ramp', ...told, percent: high })
        if (ramped === null) return
        expect(ramped.canary?.salt).toBe(channel.canary?.salt)
        for (let n = 0; n < 400; n++) {
          const visitorId = `visitor-${n}`
          if (assign(channel, { visitorId }).arm !== 'canary') continue
          expect(assign(ramped, { visitorId }).arm).toBe('canary')
        }
        const replaced = moveChannel(ramped, { ...publish, release: 'c'.repeat(64) }, at())
        expect(replaced.canary?.salt).not.toBe(channel.canary?.salt)
      }),
    )
  })

  it('goes by preview, holdout, pin, canary, stable, in this order', () => {
    fc.assert(
      fc.property(anyChannel, fc.string({ minLength: 1 }), build, (channel, visitorId, build) => {
        if (channel === null) return
        const { stable, canary, holdout, pins } = channel
        const preview = 'e'.repeat(64)
        const who = { visitorId, build }
        expect(assign(channel, { ...who, preview })).toEqual({ arm: 'preview', release: preview })
        expect(assign(channel, {})).toEqual({ arm: 'stable', release: stable })
        const isHeld = bucket(holdout.salt, visitorId) < holdout.percent / 100
        const isIn = canary !== null && bucket(canary.salt, visitorId) < canary.percent / 100
        const pinned = Object.hasOwn(pins, build) ? pins[build] : undefined
        const expected = isHeld ? 'holdout' : pinned !== undefined ? 'pinned' : isIn ? 'canary' : 'stable'
        expect(assign(channel, who).arm).toBe(expected)
      }),
    )
  })
})

describe('publishing', () => {
  const channel = first('a'.repeat(64))
  const publish = (more: object): Move => ({ action: 'publish', ...told, release: 'b'.repeat(64), ...more })

  it.each([
    [{}, 5],
    [{ percent: 1 }, 1],
    [{ plan: [10, 100] }, 10],
    [{ plan: [2, 5, 100] }, 5],
    [{ plan: [100] }, 100],
  ])('%o starts at %d %%', (more, percent) => {
    expect(moveChannel(channel, publish(more), at()).canary).toMatchObject({ percent, paused: false })
  })

  it('starts at a step of the plan only', () => {
    expect(() => moveChannel(channel, publish({ percent: 7 }), at())).toThrow(
      'choose one of 1, 5, 25, 50, 100',
    )
  })

  it('goes on from the seq of a channel of an older version', () => {
    expect(moveChannel(null, publish({}), { ...at(), after: 41 })).toMatchObject({
      seq: 42,
      stable: 'b'.repeat(64),
    })
  })

  it('takes rules, the others as usual', () => {
    const rules = { alpha: 0.1 }
    const { canary } = moveChannel(channel, publish({ rules: rolloutRulesSchema.parse(rules) }), at())
    expect(canary?.rules).toMatchObject({ alpha: 0.1, leastHours: 24 })
  })
})

it('takes 50 pins, then says to unpin one', () => {
  let channel = first('a'.repeat(64))
  const pin = (build: string): Move => ({ action: 'pin', ...told, build })
  for (let n = 0; n < 50; n++) channel = moveChannel(channel, pin(`build-${n}`), at())
  expect(() => moveChannel(channel, pin('one-more'), at())).toThrow('unpin one first')
  const repin: Move = { action: 'pin', ...told, build: 'build-3', release: 'b'.repeat(64) }
  expect(moveChannel(channel, repin, at()).seq).toBe(52)
})
