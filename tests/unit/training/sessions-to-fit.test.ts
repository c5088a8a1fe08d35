/**
 * The sessions that a scorer is fitted to: the newest, and no more than there is memory for.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everyNth } from '../../../training/dataset/part-of-log.ts'
import { eventCount, type SessionLog, sessionCount } from '../../../training/dataset/session-log.ts'
import { sessionsToFit } from '../../../training/models/pair-scorer/sessions-to-fit.ts'
import { sessionsOf } from './dataset-support.ts'
import { logOf } from './model-support.ts'

const WIDTH = 24
const ROW_BYTES = 4 * 100 * WIDTH

const itemsOf = (log: SessionLog): number => new Set(sessionsOf(log).flat()).size
/** Session s holds what no other holds, and a product that all share. */
const shop = (sessions: number): SessionLog =>
  logOf(Array.from({ length: sessions }, (_, s) => [`only ${s}`, 'shared']))

describe('sessions to fit to', () => {
  it('are the newest, of which the newest choose, and all others are counted', () => {
    const log = shop(1000)
    const { counted, later, trial, choice, newest } = sessionsToFit(log, WIDTH)
    expect(counted).toBe(850)
    expect(sessionsOf(later)).toEqual(sessionsOf(log).slice(850))
    expect([...sessionsOf(trial), ...sessionsOf(choice)]).toEqual(sessionsOf(later))
    expect(sessionCount(choice)).toBe(30)
    expect(sessionsOf(newest)).toEqual(sessionsOf(later))
  })

  it.each([
    [151, 150],
    [150, 75],
    [76, 75],
    [75, 38],
    [2, 1],
    [0, 1],
  ])('with room for %i rows are %i, from the oldest to the newest', (rows, kept) => {
    const log = shop(1000)
    const { counted, later, trial, choice } = sessionsToFit(log, WIDTH, rows * ROW_BYTES)
    expect([counted, sessionCount(later)]).toEqual([850, kept])
    if (rows > 1) expect(itemsOf(later)).toBeLessThanOrEqual(rows)
    expect(sessionsOf(later).at(-1)).toEqual(sessionsOf(log).at(-1))
    const [oldest] = sessionsOf(later)
    expect(sessionsOf(log).findIndex(([only]) => only === oldest?.[0])).toBeLessThan(kept === 1 ? 1000 : 860)
    expect([...sessionsOf(trial), ...sessionsOf(choice)]).toEqual(sessionsOf(later))
  })
})

describe('every nth session', () => {
  it('is as it was, the newest among them', () => {
    const sessions = fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 20,
    })
    fc.assert(
      fc.property(sessions, fc.integer({ min: 1, max: 6 }), (list, n) => {
        const log: SessionLog = {
          ...logOf(list),
          times: Float64Array.from(list.keys()),
          baskets: Uint8Array.from(list, (_, s) => s % 2),
          customers: Int32Array.from(list.keys()),
        }
        const kept = list.map((_, s) => s).filter((s) => (list.length - 1 - s) % n === 0)
        const part = everyNth(log, n)
        expect(sessionsOf(part)).toEqual(kept.map((s) => list[s]))
        expect(eventCount(part)).toBe(part.events.length)
        expect(Array.from(part.times ?? [])).toEqual(kept)
        expect(Array.from(part.customers ?? [])).toEqual(kept)
        expect(Array.from(part.baskets)).toEqual(kept.map((s) => s % 2))
      }),
    )
  })
})
