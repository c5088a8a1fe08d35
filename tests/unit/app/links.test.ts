import { describe, expect, it } from 'vitest'
import { menuLinks } from '../../../app/lib/menu.ts'
import { shorten } from '../../../app/lib/seo.ts'
import { COLLECTION_SORTS, chosenSort } from '../../../app/lib/sorting.ts'

const HOSTS = ['oat.myshopify.com', 'oat.example']
const item = (url: string | null, title = 'x') => ({ id: title, title, url })
const targetOf = (url: string | null) => menuLinks([item(url)], HOSTS)[0]?.to

describe('menus', () => {
  it.each([
    ['https://oat.myshopify.com/collections/coffee?a=1#b', '/collections/coffee?a=1#b'],
    ['https://oat.example/', '/'],
    ['/collections/tea', '/collections/tea'],
    ['https://oat.example/collections/all', '/collections/all'],
    ['https://oat.example/pages/contact', '/pages/contact'],
    ['https://oat.example/blogs/news', undefined],
    ['/blogs/news', undefined],
    ['https://elsewhere.example/blogs/news', 'https://elsewhere.example/blogs/news'],
    ['https://elsewhere.example/page', 'https://elsewhere.example/page'],
    ['javascript:alert(1)', undefined],
    ['//elsewhere.example', undefined],
    [null, undefined],
  ])('turn %s into %s', (url, target) => expect(targetOf(url)).toBe(target))

  it('keep what lies beneath, and bear the absence of a menu', () => {
    const nested = [
      { ...item('/search', 'A'), items: [item('https://oat.example/cart', 'B'), item(null, 'C')] },
    ]
    expect(menuLinks(nested, HOSTS)).toEqual([
      { id: 'A', title: 'A', to: '/search', items: [{ id: 'B', title: 'B', to: '/cart', items: [] }] },
    ])
    expect(menuLinks(undefined, HOSTS)).toEqual([])
  })
})

describe('descriptions', () => {
  it('stay whole when short, and end at a word when cut', () => {
    expect(shorten('  Two\n lines ', 20)).toBe('Two lines')
    expect(shorten('A mug, thrown by hand', 13)).toBe('A mug, thrown …')
    expect(shorten('A mug, thrown by hand', 8)).toBe('A mug …')
    expect(shorten('Donaudampfschifffahrtsgesellschaft', 30)).toBe('Donaudampfschifffahrtsgesellsc …')
  })
})

describe('sorting', () => {
  it('takes the order of the URL, or the usual one', () => {
    const chosen = (query: string) => chosenSort(new URLSearchParams(query), COLLECTION_SORTS).sortKey
    expect(chosen('sort_by=price-descending')).toBe('PRICE')
    expect(chosen('sort_by=by-magic')).toBe('COLLECTION_DEFAULT')
    expect(chosen('')).toBe('COLLECTION_DEFAULT')
  })
})
