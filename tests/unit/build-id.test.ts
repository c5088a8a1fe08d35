import { buildIdSchema } from '@aisle/edge-model/contract'
import { describe, expect, it } from 'vitest'
import { buildId } from '../../scripts/build-id.ts'

describe('the build’s id', () => {
  it('is what the environment names', () => {
    expect(buildId('2026-11-25_a.1')).toBe('2026-11-25_a.1')
  })

  it('is one the Worker takes where nothing is named', () => {
    expect(buildIdSchema.safeParse(buildId(undefined)).success).toBe(true)
    expect(buildId('')).toBe(buildId(undefined))
  })

  it('that can be none is refused', () => {
    expect(() => buildId('spring sale')).toThrow(
      /AISLE_BUILD_ID can't name a build: expected a letter or digit/,
    )
  })
})
