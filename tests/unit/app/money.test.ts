import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatMoney,
  isReduced,
  minorUnits,
  multiplyMoney,
  reductionPercent,
} from '../../../app/lib/money.ts'

const usd = (amount: string) => ({ amount, currencyCode: 'USD' })
const cents = fc.integer({ min: 1, max: 10_000_000 })
const money = (value: number) => usd((value / 100).toFixed(2))

describe('prices', () => {
  it('are whole in the smallest unit', () => {
    const units = (amount: string, currencyCode: string) => minorUnits({ amount, currencyCode })
    expect([units('12.5', 'USD'), units('0.29', 'EUR'), units('1200', 'JPY'), units('1.005', 'KWD')]).toEqual(
      [1250, 29, 1200, 1005],
    )
  })

  it('read as shoppers write them', () => {
    expect(formatMoney(usd('48.0'), 'en-US')).toBe('$48')
    expect(formatMoney(usd('12.5'), 'en-US')).toBe('$12.50')
    expect(formatMoney(usd('1234.56'), 'en-US')).toBe('$1,234.56')
    expect(formatMoney({ amount: '12.5', currencyCode: 'EUR' }, 'de-DE')).toBe('12,50\u00a0€')
    expect(formatMoney({ amount: '1500', currencyCode: 'JPY' }, 'en-US')).toBe('¥1,500')
  })

  it('are reduced only from a higher price in the same currency', () => {
    expect(isReduced(usd('10'), usd('12'))).toBe(true)
    expect(isReduced(usd('10'), usd('10.00'))).toBe(false)
    expect(isReduced(usd('10'), usd('0.0'))).toBe(false)
    expect(isReduced(usd('10'), { amount: '1500', currencyCode: 'JPY' })).toBe(false)
    expect(isReduced(usd('10'), null)).toBe(false)
  })

  it('never promise a larger reduction than they give', () => {
    expect(reductionPercent(usd('7.00'), usd('10.00'))).toBe(30)
    expect(reductionPercent(usd('99.99'), usd('100.00'))).toBe(1)
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        fc.pre(a !== b)
        const [now, before] = [Math.min(a, b), Math.max(a, b)]
        const promised = reductionPercent(money(now), money(before))
        const given = ((before - now) / before) * 100
        expect(promised).toBeGreaterThanOrEqual(1)
        if (given >= 1) expect(promised).toBeLessThanOrEqual(given + 1e-6)
        expect(promised).toBeGreaterThan(given - 1 - 1e-6)
      }),
    )
  })

  it('lose no cent when multiplied', () => {
    expect(multiplyMoney(usd('0.1'), 3)).toEqual(usd('0.30'))
    expect(multiplyMoney({ amount: '150', currencyCode: 'JPY' }, 2).amount).toBe('300')
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 999 }), (price, count) => {
        expect(multiplyMoney(money(price), count)).toEqual(money(price * count))
      }),
    )
  })
})
