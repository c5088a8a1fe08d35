/**
 * What pairs are counted from: visits, baskets and histories of customers, apart, and without products that are hidden.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SessionLog, sessionCount } from '../../../training/dataset/session-log.ts'
import { hideProducts } from '../../../training/models/pair-scorer/hidden.ts'
import { kindsOf, splitSources } from '../../../training/models/pair-scorer/sources.ts'
import { sessionsFor } from '../../../training/models/pair-scorer/tasks.ts'
import { logOf } from './model-support.ts'

/** Sessions 'v:a b' or 'b:a b', an order by customer 7 'b7:a b'. */
function mixedLog(...sessions: string[]): SessionLog {
  const parsed = sessions.map((session) => {
    const [kind = '', products = ''] = session.split(':')
    return { basket: kind.startsWith('b'), customer: kind.slice(1), products: products.split(' ') }
  })
  return {
    ...logOf(parsed.map(({ products }) => products)),
    baskets: Uint8Array.from(parsed, ({ basket }) => Number(basket)),
    customers: Int32Array.from(parsed, ({ customer }) => (customer === '' ? -1 : Number(customer))),
  }
}

const told = (log: SessionLog | undefined): string[] =>
  Array.from({ length: log === undefined ? 0 : sessionCount(log) }, (_, s) => {
    const events = log?.events.subarray(log.offsets[s], log.offsets[s + 1]) ?? []
    return `${log?.baskets[s] === 1 ? 'b' : 'v'}:${Array.from(events, (item) => log?.items[item]).join(' ')}`
  })

const MIXED = mixedLog('v:a b c', 'b1:a b', 'v:c a', 'b2:d', 'b1:c', 'b2:a c', 'b:e f', 'b1:b')

describe('sources', () => {
  it('are visits, baskets, and histories of customers by their last order', () => {
    const kinds = kindsOf(MIXED)
    expect(kinds).toEqual({ visits: true, baskets: true, histories: true })
    const { logs, baskets } = splitSources(MIXED, kinds, null)
    expect(logs).toHaveLength(3)
    expect(baskets).toBe(logs[1])
    expect(told(logs[0])).toEqual(['v:a b c', 'v:c a'])
    expect(told(logs[1])).toEqual(['b:a b', 'b:d', 'b:c', 'b:a c', 'b:e f', 'b:b'])
    // An order of an unknown customer is nobody's history; a history is a visit.
    expect(told(logs[2])).toEqual(['v:d a c', 'v:a b c b'])
    for (const log of logs) expect(log.items).toBe(MIXED.items)
  })

  it('hold the newest 200 products of a history, of an order perhaps its last ones alone', () => {
    const orders = Array.from(
      { length: 15 },
      (_, o) => `b1:${Array.from({ length: 17 }, (_, i) => `p${o * 17 + i}`).join(' ')}`,
    )
    const log = mixedLog('v:p0', ...orders)
    const histories = splitSources(log, kindsOf(log), null).logs[2]
    expect(told(histories)).toEqual([`v:${Array.from({ length: 200 }, (_, i) => `p${i + 55}`).join(' ')}`])
  })

  it.each([
    ['visits alone', mixedLog('v:a b', 'v1:b'), { visits: true, baskets: false, histories: false }],
    ['baskets alone', mixedLog('b:a b', 'b:b'), { visits: false, baskets: true, histories: false }],
    [
      'customers who come once',
      mixedLog('b1:a', 'b2:b', 'b3:a b'),
      { visits: false, baskets: true, histories: false },
    ],
    [
      'customers who come back',
      mixedLog('b1:a', 'b2:b', 'b1:a b'),
      { visits: false, baskets: true, histories: true },
    ],
    [
      'no customers known',
      { ...mixedLog('b1:a', 'b1:b'), customers: null },
      { visits: false, baskets: true, histories: false },
    ],
    ['no sessions', { ...logOf([]), items: ['a'] }, { visits: true, baskets: false, histories: false }],
  ])('of a log with %s', (_, log, expected) => {
    expect(kindsOf(log)).toEqual(expected)
    const { logs } = splitSources(log, expected, null)
    expect(logs).toHaveLength(Object.values(expected).filter(Boolean).length)
  })

  it('are the log itself where it is of one kind', () => {
    const log = logOf([['a', 'b']])
    expect(splitSources(log, kindsOf(log), null)).toEqual({ logs: [log], baskets: undefined })
    expect(splitSources(log, kindsOf(log), null).logs[0]).toBe(log)
  })

  it('of a part without one kind are split as the whole is, with an empty log', () => {
    const { logs } = splitSources(mixedLog('v:a b'), kindsOf(MIXED), null)
    expect(logs.map(told)).toEqual([['v:a b'], [], []])
  })

  it('hold no event of a hidden product, and all others', () => {
    const items = ['a', 'b', 'c']
    const arbitrary = fc.array(
      fc.tuple(
        fc.constantFrom('v', 'b', 'b1', 'b2'),
        fc.array(fc.constantFrom(...items), { minLength: 1, maxLength: 6 }),
      ),
      { minLength: 1, maxLength: 10 },
    )
    fc.assert(
      fc.property(arbitrary, fc.subarray(items), (sessions, hiddenIds) => {
        const log = mixedLog(...sessions.map(([kind, products]) => `${kind}:${products.join(' ')}`))
        const hidden = Uint8Array.from(log.items, (id) => Number(hiddenIds.includes(id)))
        const open = sessions
          .map(([kind, products]) => ({ kind, products: products.filter((id) => !hiddenIds.includes(id)) }))
          .filter(({ products }) => products.length > 0)
        const of = (kind: string) =>
          open
            .filter((session) => session.kind.startsWith(kind))
            .map(({ products }) => `${kind}:${products.join(' ')}`)
        const kinds = kindsOf(log)
        const { logs, baskets } = splitSources(log, kinds, hidden)
        expect(kinds.visits ? told(logs[0]) : []).toEqual(of('v'))
        expect(baskets === undefined ? [] : told(baskets)).toEqual(of('b'))
        for (const { events } of logs) expect(events.every((item) => hidden[item] === 0)).toBe(true)
      }),
    )
  })
})

describe('hidden products', () => {
  const log = logOf(Array.from({ length: 500 }, (_, s) => [`p${2 * s}`, `p${2 * s + 1}`]))

  it('are about one in ten of those sold, the same each time', () => {
    const hidden = hideProducts(log)
    const count = hidden.reduce((sum, one) => sum + one, 0)
    expect(count).toBeGreaterThan(60)
    expect(count).toBeLessThan(140)
    expect(hideProducts(structuredClone(log))).toEqual(hidden)
  })

  it('are none of those that the log does not hold', () => {
    const part = { ...log, offsets: log.offsets.subarray(0, 101) }
    const hidden = hideProducts(part)
    expect(hidden.subarray(0, 200)).toEqual(hideProducts(log).subarray(0, 200))
    expect(hidden.subarray(200).every((one) => one === 0)).toBe(true)
  })
})

describe('the sessions of a task', () => {
  it('are those of its kind, in order', () => {
    expect(told(sessionsFor({ kind: 'visits' }, MIXED))).toEqual(['v:a b c', 'v:c a'])
    expect(told(sessionsFor({ kind: 'baskets' }, MIXED))).toHaveLength(6)
    expect(told(sessionsFor({ kind: 'baskets' }, mixedLog('v:a b')))).toEqual([])
  })
})
