/**
 * Against closed forms, where a distribution has one, and against printed values where it has none.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chiSquareSurvival,
  normalCdf,
  normalQuantile,
  studentCdf,
  studentQuantile,
} from '../../../edge-model/evidence/statistics/distributions.ts'
import { logGamma } from '../../../edge-model/evidence/statistics/gamma.ts'

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true })

describe('logGamma', () => {
  it('is the logarithm of factorials', () => {
    let factorial = 1
    for (let n = 1; n <= 20; n++) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 11)
      factorial *= n
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12)
  })

  it('follows Γ(x + 1) = x Γ(x)', () => {
    fc.assert(
      fc.property(real(1e-3, 1e6), (x) => {
        const grown = logGamma(x + 1) - logGamma(x)
        expect(Math.abs(grown - Math.log(x))).toBeLessThan(1e-13 * Math.max(10, Math.abs(logGamma(x))))
      }),
    )
  })
})

describe('the normal distribution', () => {
  // Abramowitz and Stegun, tables 26.1 and 26.2.
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [1.96, 0.97500210485178],
    [-3, 1.349898031630095e-3],
    [-6, 9.865876450376946e-10],
    [-20, 2.753624118606234e-89],
  ])('has %f below it with probability %f', (z, p) => {
    expect(Math.abs(normalCdf(z) / p - 1)).toBeLessThan(1e-11)
  })

  it('has quantiles', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12)
    expect(normalQuantile(0.0005)).toBeCloseTo(-3.290526731491926, 12)
    fc.assert(
      fc.property(real(1e-12, 1 - 1e-12), (p) => {
        expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-12)
      }),
    )
    expect(() => normalQuantile(1)).toThrow('A quantile is of a probability between 0 and 1, not of 1.')
  })
})

describe('the chi-square distribution', () => {
  it('is exponential with two degrees of freedom, a squared normal with one', () => {
    fc.assert(
      fc.property(real(0, 300), (x) => {
        expect(chiSquareSurvival(x, 2)).toBeCloseTo(Math.exp(-x / 2), 13)
        expect(chiSquareSurvival(x, 1)).toBeCloseTo(2 * normalCdf(-Math.sqrt(x)), 13)
      }),
    )
  })

  it('has the printed critical values', () => {
    expect(chiSquareSurvival(10.827566170662733, 1)).toBeCloseTo(0.001, 12)
    expect(chiSquareSurvival(18.307038053275146, 10)).toBeCloseTo(0.05, 12)
    expect(chiSquareSurvival(0, 3)).toBe(1)
    expect(chiSquareSurvival(1e6, 3)).toBe(0)
  })
})

describe("Student's t distribution", () => {
  it('has closed forms with one and two degrees of freedom', () => {
    fc.assert(
      fc.property(real(-1e3, 1e3), (t) => {
        expect(studentCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 11)
        expect(studentCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 11)
      }),
    )
  })

  /** Abramowitz and Stegun 26.7.4, for an even number of degrees. */
  const evenCdf = (t: number, degrees: number): number => {
    const angle = Math.atan(t / Math.sqrt(degrees))
    let term = 1
    let sum = 1
    for (let k = 1; k < degrees / 2; k++) {
      term *= ((2 * k - 1) / (2 * k)) * Math.cos(angle) ** 2
      sum += term
    }
    return (1 + Math.sin(angle) * sum) / 2
  }

  it('is the finite sum of even degrees, and its quantiles are where that sum has them', () => {
    fc.assert(
      fc.property(real(-20, 20), real(1e-6, 1 - 1e-6), fc.integer({ min: 1, max: 50 }), (t, p, half) => {
        expect(studentCdf(t, 2 * half)).toBeCloseTo(evenCdf(t, 2 * half), 11)
        expect(evenCdf(studentQuantile(p, 2 * half), 2 * half)).toBeCloseTo(p, 11)
      }),
    )
    expect(studentQuantile(0.975, 10)).toBeCloseTo(2.228138851986274, 11)
  })

  it('nears the normal', () => {
    expect(studentCdf(-1.5, 1e6)).toBeCloseTo(normalCdf(-1.5), 6)
  })
})
