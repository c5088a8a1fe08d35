import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseTheme } from '../../../edge-model/contract/index.ts'

const own: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../../theme.json'), 'utf8'))

describe('parseTheme', () => {
  it("takes the repository's theme", () => {
    const theme = parseTheme(own)
    expect(theme.pages.product.map(({ title }) => title)).toEqual(['Goes well with', 'Similar'])
  })

  it('refuses an unknown version with its number', () => {
    expect(() => parseTheme({ ...Object(own), schemaVersion: 7 })).toThrow(/schemaVersion 7; .*reads 1/)
  })

  it.each([
    ['a page too few', { home: [], product: [], collection: [], search: [] }, /cart/],
    ['a slot twice', pages([shelf('similar'), shelf('similar')]), /pages.home: names a slot twice/],
    ['a shelf of no length', pages([{ ...shelf('similar'), length: 0 }]), /pages.home.0.length/],
    ['an unknown layout', pages([{ ...shelf('similar'), layout: 'wall' }]), /pages.home.0.layout/],
    ['an empty title', pages([{ ...shelf('similar'), title: ' ' }]), /pages.home.0.title/],
    ['a field nobody knows', pages([{ ...shelf('similar'), colour: 'red' }]), /colour/],
  ])('refuses %s', (_, given, message) => {
    expect(() => parseTheme({ schemaVersion: 1, name: 'test', pages: given })).toThrow(message)
  })
})

function shelf(slot: string): object {
  return { slot, title: 'A shelf', layout: 'row', length: 4 }
}

function pages(home: object[]): object {
  return { home, product: [], collection: [], search: [], cart: [] }
}
