/**
 * Which model a shop gets, on logs made so that the winner is known.
 */
import { describe, expect, it } from 'vitest'
import { InputError } from '../../../training/dataset/input-error.ts'
import { type SessionLog, sessionCount } from '../../../training/dataset/session-log.ts'
import { seededRandom } from '../../../training/evaluate/random.ts'
import { chooseModel } from '../../../training/models/choose.ts'
import { sessionsOf } from './dataset-support.ts'
import { logOf } from './model-support.ts'

/** Visits that walk along rings of products: what comes next is known. */
function ringVisits(count: number): string[][] {
  const random = seededRandom(2)
  return Array.from({ length: count }, () => {
    const start = Math.floor(random() * 40)
    return Array.from({ length: 4 }, (_, e) => `p${(start + e) % 40}`)
  })
}

/** Products without any relation, a few of them sold far more than the others, and other pairs later than earlier. */
function unrelatedVisits(count: number): string[][] {
  const random = seededRandom(3)
  return Array.from({ length: count }, (_, s) => {
    const recent = s > 0.9 * count
    return [`p${Math.floor(random() * 400)}`, recent ? `best${Math.floor(random() * 5)}` : `old${s % 300}`]
  })
}

/** Visits along rings, later orders of other pairs: what comes next in visits says little of what is asked at last. */
function visitsThenOrders(): SessionLog {
  const random = seededRandom(2)
  const starts = Array.from({ length: 3000 }, () => Math.floor(random() * 200))
  const visits = starts.slice(0, 1500).map((p) => [p, p + 1, p + 2, p + 3].map((q) => `p${q % 200}`))
  const orders = starts.slice(1500).map((p) => [`p${p}`, `p${(7 * p + 90) % 200}`])
  const log = logOf([...visits, ...orders])
  log.baskets.fill(1, visits.length)
  return log
}

const NO_CATALOG = new Map<string, never>()
const BEST = 'best sellers \\d+\\.\\d %'

describe('the choice of a model', () => {
  it('takes the pair scorer where it finds what follows, and says what it was compared with', async () => {
    const { fitted, measured, reason } = await chooseModel(logOf(ringVisits(900)), NO_CATALOG, 'pair-scorer')
    expect(fitted?.tasks.map(({ task }) => task.name)).toEqual(['next', 'together', 'similar'])
    expect(measured.map(({ name }) => name)).toEqual(['pair-scorer', 'slist', 'popular'])
    expect(reason).toMatch(
      new RegExp(`^among the first 20 of 135 products .*, the pair scorer 100\\.0 %, SLIST .* and ${BEST}; `),
    )
  })

  it('takes SLIST where it is wished', async () => {
    const { fitted, measured, reason } = await chooseModel(logOf(ringVisits(900)), NO_CATALOG, 'slist')
    expect(fitted).toBeNull()
    expect(measured.map(({ name }) => name)).toEqual(['slist', 'popular'])
    expect(reason).toMatch(
      new RegExp(`^among the first 20 of 135 products .*, SLIST 100\\.0 % and ${BEST}; `),
    )
  })

  it('measures on the newest sessions what was learned from all others', async () => {
    const log = logOf(ringVisits(900))
    const { older, newest } = await chooseModel(log, NO_CATALOG, 'slist')
    expect([older, newest].map(sessionCount)).toEqual([855, 45])
    expect([...sessionsOf(older), ...sessionsOf(newest)]).toEqual(sessionsOf(log))
  })

  it('compares nothing where there are few sessions', async () => {
    const { fitted, reason } = await chooseModel(logOf(ringVisits(30)), NO_CATALOG, 'pair-scorer')
    expect(fitted).not.toBeNull()
    expect(reason).toBe(
      'the pair scorer could not be held against other models: 3 predictions are fewer than 100',
    )
  })

  it('falls back to SLIST where the pair scorer loses to it, and says so in one sentence', async () => {
    const { fitted, measured, reason } = await chooseModel(visitsThenOrders(), NO_CATALOG, 'pair-scorer')
    expect(fitted).toBeNull()
    expect(measured.map(({ name }) => name)).toEqual(['slist', 'popular'])
    expect(reason).toMatch(
      /^among .*; the pair scorer does worse than SLIST \([^)]*\), so it is not released; SLIST instead: among .*; SLIST does better than best sellers \([^)]*\)$/,
    )
    expect(reason).not.toContain('\n')
  })

  it.each(['slist', 'pair-scorer'] as const)(
    'refuses %s where a list of best sellers beats it',
    async (wished) => {
      const refused = chooseModel(logOf(unrelatedVisits(4000)), NO_CATALOG, wished)
      await expect(refused).rejects.toThrow(InputError)
      await expect(refused).rejects.toThrow(
        /^The model would lose to a plain list of best sellers: among .*SLIST does worse than best sellers .*\. Nothing was written\. /,
      )
    },
  )
})
