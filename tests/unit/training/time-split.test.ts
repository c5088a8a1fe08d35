/**
 * Splits in time: what is learned from is older than what is measured on, or the split is refused.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sessionCount } from '../../../training/dataset/session-log.ts'
import { checkSplit, splitLog } from '../../../training/evaluate/time-split.ts'
import { sessionsOf } from './dataset-support.ts'
import { logOf } from './model-support.ts'

const DAY = 86_400
const start = Date.parse('2026-03-01') / 1000
const sessions = [['a', 'b'], ['c'], ['a', 'd'], ['e', 'b']]
const log = { ...logOf(sessions), times: Float64Array.of(0, 1, 2, 3).map((day) => start + day * DAY) }

describe('a split of a log', () => {
  it('at a time puts sessions that end then or later into the test', () => {
    const { train, test, note } = splitLog(log, { time: start + 2 * DAY })
    expect(sessionsOf(train)).toEqual(sessions.slice(0, 2))
    expect(sessionsOf(test)).toEqual(sessions.slice(2))
    // Products that only the test holds are not the model's.
    expect(train.items).toEqual(['a', 'b', 'c'])
    expect(train.events).toHaveLength(3)
    expect(note).toBe(
      'Trained on sessions that ended before 2026-03-03 00:00 UTC, measured on those that ended then or later.',
    )
  })

  it('at a share keeps sessions of one second together, and takes the file’s order where there are no times', () => {
    expect(sessionCount(splitLog(log, { share: 0.75 }).train)).toBe(3)
    const twins = { ...log, times: Float64Array.of(start, start + 1, start + 1, start + 1) }
    expect(sessionCount(splitLog(twins, { share: 0.75 }).train)).toBe(1)
    const { train, note } = splitLog(logOf(sessions), { share: 0.5 })
    expect(sessionsOf(train)).toEqual(sessions.slice(0, 2))
    expect(note).toContain('no times')
  })

  it('is refused where a side would be empty or there is no time to cut at', () => {
    expect(() => splitLog(log, { time: start })).toThrow(
      /leaves nothing to learn from before it: 0 of 4 sessions are older. The sessions run from 2026-03-01 to 2026-03-04\./,
    )
    expect(() => splitLog(log, { time: start + 9 * DAY })).toThrow(/nothing to measure on from it: 4 of 4/)
    expect(() => splitLog(logOf(sessions), { time: start })).toThrow(/carry no times.*--split 0\.9/)
  })

  it('never puts into training what ended later than a session of the test', () => {
    const times = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 30 })
    fc.assert(
      fc.property(times, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (seconds, share) => {
        const sorted = Float64Array.from(seconds).sort()
        const all = { ...logOf(seconds.map((_, s) => [`p${s}`, 'q'])), times: sorted }
        try {
          const { train, test } = splitLog(all, { share })
          expect(sessionCount(train) + sessionCount(test)).toBe(seconds.length)
          expect(train.times?.at(-1)).toBeLessThan(test.times?.[0] ?? 0)
        } catch (error) {
          // All before the cut ended in the same second as what follows it.
          expect(String(error)).toMatch(/leaves nothing/)
        }
      }),
    )
  })
})

describe('a split made by somebody else', () => {
  const part = (from: number, to: number) =>
    splitLog({ ...log, times: log.times }, { time: start + from * DAY })[to === 0 ? 'train' : 'test']

  it('is as it should be, or overlaps and is said to', () => {
    expect(checkSplit(part(2, 0), part(2, 1))).toBe(
      'Trained on sessions up to 2026-03-02 00:00 UTC, measured on those that ended later.',
    )
    expect(checkSplit(part(2, 0), log)).toMatch(
      /^The files overlap in time: 1 of 4 test sessions ended before .* a little too good\.$/,
    )
  })

  it('is refused where the test is older', () => {
    expect(() => checkSplit(part(2, 1), part(2, 0))).toThrow(
      /^The test is older than what is learned from: its last session ended 2026-03-02 00:00 UTC/,
    )
  })

  it('can’t be checked where times are missing, and says which', () => {
    const untimed = logOf(sessions)
    expect(checkSplit(untimed, untimed)).toMatch(/^The files carry no times/)
    expect(checkSplit(log, untimed)).toMatch(/^The test carries no times/)
    expect(checkSplit(untimed, log)).toMatch(/^The training file carries no times/)
  })
})
