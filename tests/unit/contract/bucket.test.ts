import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bucket } from '../../../edge-model/contract/index.ts'

const VECTORS = join(import.meta.dirname, '../../../../shared/vectors/growthbook/cases.json')
const vectorsSchema = z.object({
  hash: z.array(z.tuple([z.string(), z.string(), z.int(), z.number().nullable()])),
})

describe('bucket', () => {
  it.skipIf(!existsSync(VECTORS))('is the hash of GrowthBook, version 2', () => {
    const { hash } = vectorsSchema.parse(JSON.parse(readFileSync(VECTORS, 'utf8')))
    const cases = hash.filter(([, , version]) => version === 2)
    expect(cases.length).toBeGreaterThan(5)
    for (const [seed, id, , expected] of cases)
      expect({ seed, id, at: bucket(seed, id) }).toEqual({ seed, id, at: expected })
  })

  it('hashes what is not ASCII by its UTF-16 code units', () => {
    // Worked out by hand in a second implementation over code units, not bytes.
    expect(bucket('salt', 'ü')).toBe(reference('saltü'))
    expect(bucket('salt', '😀')).toBe(reference('salt😀'))
  })

  it('lies in [0, 1), in steps of a ten-thousandth, the same each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (seed, id) => {
        const at = bucket(seed, id)
        expect(at).toBe(bucket(seed, id))
        expect(at).toBe(reference(seed + id))
        expect(at).toBeGreaterThanOrEqual(0)
        expect(at).toBeLessThan(1)
        expect(Number.isInteger(Math.round(at * 1e8) / 1e4)).toBe(true)
      }),
    )
  })

  it('divides many ids evenly, and differently for each seed', () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => `visitor-${n}`)
    const inA = ids.filter((id) => bucket('a', id) < 0.05)
    const inBoth = inA.filter((id) => bucket('b', id) < 0.05)
    // 1,000 ± 4 standard deviations of 31; 50 ± 4 of 7.
    expect(Math.abs(inA.length - 1_000)).toBeLessThan(124)
    expect(Math.abs(inBoth.length - inA.length / 20)).toBeLessThan(28)
  })
})

/** The same by exact integers. */
function reference(text: string): number {
  const fnv = (input: string): bigint => {
    let hash = 2166136261n
    for (let at = 0; at < input.length; at++) {
      hash = ((hash ^ BigInt(input.charCodeAt(at))) * 16777619n) % 4294967296n
    }
    return hash
  }
  return Number(fnv(fnv(text).toString()) % 10_000n) / 10_000
}
