import { expect, it } from 'vitest'
import { MOST_CHARACTERS, searchTerm } from '../../../app/lib/search-term.ts'

it('reads the words of a search, trimmed and cut to length', () => {
  expect(searchTerm(new URLSearchParams('q=+stoneware+mug+'))).toBe('stoneware mug')
  expect(searchTerm(new URLSearchParams())).toBe('')
  expect(searchTerm(new URLSearchParams({ q: 'x'.repeat(1_000) }))).toHaveLength(MOST_CHARACTERS)
})
