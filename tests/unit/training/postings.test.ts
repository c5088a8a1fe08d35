import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partOfLog } from '../../../training/dataset/part-of-log.ts'
import { createPostings } from '../../../training/models/postings.ts'
import { arbitrarySessions, logOf } from './model-support.ts'

describe('createPostings', () => {
  it('tells where each item stands, whatever the size of a block and the order asked for', () => {
    const random = fc.array(fc.nat(), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(arbitrarySessions, fc.nat({ max: 20 }), fc.nat(), random, (sessions, most, cut, keys) => {
        const whole = logOf(sessions)
        const log = partOfLog(whole, cut % sessions.length, sessions.length)
        const items = [...whole.items.keys()]
        const order = Int32Array.from(items.toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0)))
        const postings = createPostings(log, order, most)
        const asked = [...order, ...items]
        for (const item of asked) {
          const expected: [number, number][] = []
          for (let s = 0; s + 1 < log.offsets.length; s++) {
            for (let e = log.offsets[s] ?? 0; e < (log.offsets[s + 1] ?? 0); e++) {
              if (log.events[e] === item) expected.push([e, s])
            }
          }
          const { events, sessions: of } = postings.of(item)
          expect([...events].map((event, p) => [event, of[p]])).toEqual(expected)
        }
      }),
    )
  })
})
