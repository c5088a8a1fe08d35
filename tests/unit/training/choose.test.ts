/**
 * Which model a shop gets, on logs made so that the winner is known.
 */
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../training/evaluate/random.ts'
import { chooseModel } from '../../../training/models/choose.ts'
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

describe('the choice of a model', () => {
  it('takes the pair scorer where it finds what follows, and says what it was compared with', async () => {
    const { model, reason } = await chooseModel(logOf(ringVisits(900)), 'pair-scorer')
    expect(model.name).toBe('pair-scorer')
    expect(reason).toMatch(
      /^of 135 products .* pair-scorer finds 100\.0 % .*, the best sellers \d+\.\d %, SLIST \d+\.\d %$/,
    )
  })

  it('takes SLIST where it is wished', async () => {
    const { model, reason } = await chooseModel(logOf(ringVisits(900)), 'slist')
    expect(model.name).toBe('slist')
    expect(reason).toMatch(/^of 135 products .* slist finds 100\.0 % .*, the best sellers \d+\.\d %$/)
  })

  it('compares nothing where there are few sessions', async () => {
    const { model, reason } = await chooseModel(logOf(ringVisits(30)), 'pair-scorer')
    expect(model.name).toBe('pair-scorer')
    expect(reason).toBe('pair-scorer, too few sessions to compare it with other models')
  })

  it('refuses a model that a list of best sellers beats', async () => {
    const log = logOf(unrelatedVisits(4000))
    await expect(chooseModel(log, 'slist')).rejects.toThrow(
      /^The model would lose to a plain list of best sellers: of /,
    )
  })
})
