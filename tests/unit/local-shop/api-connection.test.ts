import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Connection, emptyConnection, MAX_PAGE, paginate } from '../../../local-shop/api/connection.ts'

const self = (item: string): string => item
const lists = fc.uniqueArray(fc.string(), { maxLength: 40 })
const sizes = fc.integer({ min: 1, max: 12 })

/** Walks a connection page by page; gives up where it does not end. */
function walk(page: (cursor: string | null) => Connection<string>, way: 'forward' | 'backward'): string[][] {
  const pages: string[][] = []
  for (let cursor: string | null = null; pages.length < 100; ) {
    const { nodes, pageInfo } = page(cursor)
    pages.push(nodes)
    if (way === 'forward' ? !pageInfo.hasNextPage : !pageInfo.hasPreviousPage) return pages
    cursor = way === 'forward' ? pageInfo.endCursor : pageInfo.startCursor
  }
  throw new Error('The pages do not end.')
}

describe('paging', () => {
  it('visits every item exactly once, forward', () => {
    fc.assert(
      fc.property(lists, sizes, fc.boolean(), (items, first, reverse) => {
        const pages = walk((after) => paginate(items, { first, after, reverse }, self), 'forward')
        expect(pages.flat()).toEqual(reverse ? items.toReversed() : items)
      }),
    )
  })

  it('visits every item exactly once, backward', () => {
    fc.assert(
      fc.property(lists, sizes, (items, last) => {
        const pages = walk((before) => paginate(items, { last, before }, self), 'backward')
        expect(pages.toReversed().flat()).toEqual(items)
      }),
    )
  })

  it('comes back to the page it came from', () => {
    fc.assert(
      fc.property(lists, sizes, (items, size) => {
        const front = paginate(items, { first: size }, self)
        fc.pre(front.pageInfo.hasNextPage)
        const second = paginate(items, { first: size, after: front.pageInfo.endCursor }, self)
        expect(second.pageInfo.hasPreviousPage).toBe(true)
        expect(paginate(items, { last: size, before: second.pageInfo.startCursor }, self).nodes).toEqual(
          front.nodes,
        )
      }),
    )
  })

  it('stays between two cursors, from either end', () => {
    const items = ['a', 'b', 'c', 'd', 'e', 'f']
    const { edges } = paginate(items, { first: 9 }, self)
    const window = { after: edges[0]?.cursor, before: edges[4]?.cursor }
    expect(paginate(items, { ...window, first: 2 }, self).nodes).toEqual(['b', 'c'])
    expect(paginate(items, { ...window, last: 2 }, self).nodes).toEqual(['c', 'd'])
    expect(paginate(items, { ...window, last: 9 }, self).nodes).toEqual(['b', 'c', 'd'])
    expect(paginate(items, { after: window.before, before: window.after, last: 9 }, self).nodes).toEqual([])
    expect(paginate(['x', ...items], { ...window, last: 9 }, self).nodes).toEqual(['b', 'c', 'd'])
  })

  it('goes on at the same place where the item of the cursor is gone', () => {
    const { endCursor } = paginate(['a', 'b', 'c', 'd'], { first: 2 }, self).pageInfo
    expect(paginate(['a', 'c', 'd'], { first: 9, after: endCursor }, self).nodes).toEqual(['c', 'd'])
    expect(paginate(['b', 'c'], { first: 9, after: endCursor }, self).nodes).toEqual(['c'])
  })
})

describe('bounds', () => {
  it.each([
    [{}, 'You must provide one of first or last.'],
    [{ first: 1, last: 1 }, 'Provide either first or last, not both.'],
    [{ first: -1 }, 'first must not be negative; it is -1.'],
    [{ last: MAX_PAGE + 1 }, 'last must be at most 250; it is 251.'],
    [{ first: 1, after: 'nonsense' }, 'Invalid cursor "nonsense"'],
    [{ first: 1, before: Buffer.from('["a",-1]').toString('base64url') }, 'Invalid cursor'],
  ])('refuses %o', (args, message) => {
    expect(() => paginate(['a'], args, self)).toThrow(message)
  })

  it('takes the largest page and an empty one', () => {
    expect(paginate(['a'], { first: MAX_PAGE }, self).nodes).toEqual(['a'])
    expect(paginate(['a'], { first: 0 }, self).pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    })
    expect(paginate([], { first: 5 }, self)).toEqual(emptyConnection())
  })
})
