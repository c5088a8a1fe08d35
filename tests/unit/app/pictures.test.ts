import { expect, it } from 'vitest'
import { picturesToShow } from '../../../app/lib/pictures.ts'

const picture = (url: string) => ({ url })
const urls = (images: string[], others: string[], chosen: string | null) =>
  picturesToShow(images.map(picture), new Set(others), chosen === null ? null : picture(chosen)).map(
    ({ url }) => url,
  )

it('leads with the chosen variant, leaves the other variants out, keeps the order of the rest', () => {
  expect(urls(['side', 'red', 'blue', 'back'], ['red', 'blue'], 'blue')).toEqual(['blue', 'side', 'back'])
})

it('shows the chosen variant even where its picture is beyond those that were read', () => {
  expect(urls(['red', 'blue'], ['red', 'blue', 'green'], 'green')).toEqual(['green'])
  expect(urls([], [], 'green')).toEqual(['green'])
})

it('shows all pictures rather than none', () => {
  expect(urls(['red', 'blue'], ['red', 'blue'], null)).toEqual(['red', 'blue'])
  expect(urls([], [], null)).toEqual([])
})
