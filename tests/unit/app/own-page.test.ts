import { expect, it } from 'vitest'
import { isOwnPage } from '../../../app/lib/own-page.ts'

it.each([
  ['same-origin', true],
  ['same-site', false],
  ['cross-site', false],
  ['none', false],
])('a browser that says “%s” is on a page of the shop: %s', (site, own) => {
  expect(isOwnPage(new Request('http://shop.test/consent', { headers: { 'Sec-Fetch-Site': site } }))).toBe(
    own,
  )
})

it('what is no browser is let through', () => {
  expect(isOwnPage(new Request('http://shop.test/consent'))).toBe(true)
})
