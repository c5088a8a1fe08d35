import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import {
  booleanField,
  compileSearch,
  dateField,
  keywordField,
  numberField,
  type Searchable,
  textField,
} from '../../../local-shop/api/search/compile.ts'
import { parseSearch, type SearchNode } from '../../../local-shop/api/search/syntax.ts'

interface Item {
  id: number
  title: string
  tags: string[]
  sold: boolean
  at: string
}

const SEARCHABLE: Searchable<Item> = {
  fields: {
    id: numberField(({ id }) => id),
    title: textField(({ title }) => title),
    tag: keywordField(({ tags }) => tags),
    sold: booleanField(({ sold }) => sold),
    at: dateField(({ at }) => at),
  },
  text: ({ title, tags }) => `${title} ${tags.join(' ')}`,
}

const ITEMS: Item[] = [
  {
    id: 1,
    title: 'Enamel Tea Kettle',
    tags: ['gift', 'New Arrival'],
    sold: false,
    at: '2025-03-01T09:00:00Z',
  },
  { id: 2, title: 'Tea Candles', tags: ['home'], sold: true, at: '2025-03-01T23:59:59Z' },
  { id: 3, title: 'Crème Brûlée Torch', tags: ['gift'], sold: false, at: '2025-03-02T00:00:00Z' },
  { id: 4, title: 'Kettle for Tea', tags: [], sold: false, at: '2024-12-24T00:00:00Z' },
]

const warn = vi.fn()
const find = (query: string): number[] =>
  ITEMS.filter(compileSearch(parseSearch(query), SEARCHABLE, warn)).map(({ id }) => id)

describe('what a search string finds', () => {
  it.each([
    ['', [1, 2, 3, 4]],
    ['tea', [1, 2, 4]],
    ['TEA kettles', [1, 4]],
    ['"tea kettle"', [1]],
    ['creme brulee', [3]],
    ['ket*', [1, 4]],
    ['ket', []],
    ['tag:gift', [1, 3]],
    ['tag:GIFT tea', [1]],
    ['tag:"new arrival"', [1]],
    ["tag:'new arrival'", [1]],
    ['tag:new*', [1]],
    ['tag:*', [1, 2, 3]],
    ['-tag:gift', [2, 4]],
    ['NOT tag:gift', [2, 4]],
    ['NOT -tag:gift', [1, 3]],
    ['tea AND -kettle', [2]],
    ['torch OR candle', [2, 3]],
    ['torch OR tea kettle', [1, 3, 4]],
    ['(torch OR tea) tag:gift', [1, 3]],
    ['-(torch OR candles)', [1, 4]],
    ['title:"tea kettle"', [1]],
    ['title:brulee', [3]],
    ['id:2', [2]],
    ['id:gid://shopify/Product/2', [2]],
    ['id:>2', [3, 4]],
    ['id:>=2 id:<4', [2, 3]],
    ['id:<=1', [1]],
    ['sold:true', [2]],
    ['sold:FALSE', [1, 3, 4]],
    ['at:2025-03-01', [1, 2]],
    ["at:>='2025-03-01T23:59:59Z'", [2, 3]],
    ['at:<2025', [4]],
    ['at:<now', [1, 2, 3, 4]],
    ['or', []],
    ['tea OR', [1, 2, 4]],
    ['(tea', [1, 2, 4]],
    ['tea)', [1, 2, 4]],
    ['tag:"gift', [1, 3]],
    ['tag:new\\ arrival', [1]],
  ])('%s', (query, ids) => {
    warn.mockClear()
    expect(find(query)).toEqual(ids)
    expect(warn).not.toHaveBeenCalled()
  })
})

it('leaves out what it cannot search and says so once', () => {
  warn.mockClear()
  expect(find('colour:red tag:gift')).toEqual([1, 3])
  expect(warn.mock.calls).toEqual([[{ field: 'colour', message: 'Invalid search field for this query.' }]])
  expect(find('-colour:red OR tag:gift')).toEqual([1, 3])
  expect(find('constructor:x')).toEqual([1, 2, 3, 4])
  expect(find('-id:many')).toEqual([1, 2, 3, 4])
  warn.mockClear()
  expect(find('id:many tag:gift')).toEqual([1, 3])
  expect(warn.mock.calls).toEqual([
    [{ field: 'id', message: 'Input `many` is not a valid value for this field.' }],
  ])
})

describe('any text', () => {
  const pieces = fc.constantFrom(
    '(',
    ')',
    '"',
    "'",
    '-',
    'AND',
    'OR',
    'NOT',
    'tag:',
    ':',
    '*',
    '\\',
    '<',
    ' ',
    'tea',
    'é',
  )
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
  )

  it('has a tree that can be searched with', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const test = compileSearch(parseSearch(text), SEARCHABLE, () => {})
        for (const item of ITEMS) expect(typeof test(item)).toBe('boolean')
      }),
      { numRuns: 1000 },
    )
  })

  it('may be long and deeply bracketed', () => {
    expect(find(`${'('.repeat(50_000)}torch`)).toEqual(expect.any(Array))
    expect(find(`${'-'.repeat(50_000)}torch`)).toEqual([3])
  })
})

it('reads back what a tree prints', () => {
  const word = fc.stringMatching(/^[a-z]{1,6}$/).filter((text) => !['and', 'or', 'not'].includes(text))
  const term = fc.record({ field: fc.option(word), value: word, phrase: fc.boolean() }).map(
    ({ field, value, phrase }): SearchNode => ({
      type: 'term',
      field,
      comparator: '=',
      value,
      phrase,
      prefix: false,
    }),
  )
  const tree = fc.letrec<{ node: SearchNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      term,
      term.map((node): SearchNode => ({ type: 'not', node })),
      fc
        .array(tie('node'), { minLength: 2, maxLength: 3 })
        .map((nodes): SearchNode => ({ type: 'any', nodes })),
      fc
        .array(tie('node'), { minLength: 2, maxLength: 3 })
        .map((nodes): SearchNode => ({ type: 'all', nodes })),
    ),
  })).node
  const print = (node: SearchNode): string => {
    if (node.type === 'not') return `-${print(node.node)}`
    if (node.type !== 'term') return `(${node.nodes.map(print).join(node.type === 'any' ? ' OR ' : ' AND ')})`
    const value = node.phrase ? `"${node.value}"` : node.value
    return node.field === null ? value : `${node.field}:${value}`
  }
  fc.assert(
    fc.property(tree, (node) => {
      expect(parseSearch(print(node))).toEqual(node)
    }),
  )
})
