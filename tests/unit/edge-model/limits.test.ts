import fc from 'fast-check'
import { GraphQLError, getOperationAST } from 'graphql'
import { describe, expect, it } from 'vitest'
import { GRAPHQL_LIMITS, parseWithinLimits, refuseCost } from '../../../edge-model/graphql/limits.ts'

const cost = (text: string, variables: Record<string, unknown> = {}) => {
  const document = parseWithinLimits(text)
  const operation = getOperationAST(document)
  if (operation === null || operation === undefined) throw new Error('no operation')
  try {
    refuseCost(operation, document, variables)
    return null
  } catch (error) {
    return error instanceof GraphQLError ? error.message : String(error)
  }
}

describe('what a query costs', () => {
  const fields = Array.from({ length: 20 }, (_, n) => `f${n}`).join(' ')
  // 1 + 50 × (items 1 + product 1 + variants 1 + n × 20)
  const query = (n: string, declared = '') =>
    `query ${declared} { recommendations(slot: CART, limit: 50) { items { product { variants(first: ${n}) { ${fields} } } } } }`

  it.each([
    ['24', null],
    [
      '25',
      'The query has 25151 fields to answer, at most 25000 are taken. Ask for fewer products or fewer fields.',
    ],
  ])('counts a list of %s as often as it is answered', (n, refusal) => {
    expect(cost(query(n))).toBe(refusal)
  })

  it('counts numbers in variables, as sent or as they default', () => {
    expect(cost(query('$n', '($n: Int)'), { n: 24 })).toBeNull()
    expect(cost(query('$n', '($n: Int)'), { n: 250 })).toContain('fields to answer')
    expect(cost(query('$n', '($n: Int = 250)'))).toContain('fields to answer')
    expect(cost(query('$n', '($n: Int = 250)'), { n: 1 })).toBeNull()
  })
})

it('can not be brought down by fields that ask for fewer than none', () => {
  const dear = 'recommendations(slot: CART, limit: 50) { items { product { variants(first: 250) { id } } } }'
  const below = '{ items { productId score explored } }'
  expect(cost(`{ a: ${dear} }`)).toBeNull()
  expect(cost(`{ a: ${dear} b: ${dear} }`)).toContain('fields to answer')
  for (const less of [
    `recommendations(slot: CART, limit: -100000) ${below}`,
    `recommendedPage(page: HOME, spare: -100000) { shelves ${below} }`,
  ]) {
    expect(cost(`{ a: ${dear} b: ${dear} c: ${less} }`)).toContain('fields to answer')
  }
})

it('is told of any text, whatever it spells, and by nothing but a GraphQL error', () => {
  const words = fc.constantFrom(
    ...[
      '{',
      '}',
      '(',
      ')',
      '...',
      'on',
      'query',
      'fragment',
      'F',
      'G',
      'a',
      'a: b',
      'first: 3',
      '$n',
      '@skip(if: true)',
      '"x',
    ],
  )
  fc.assert(
    fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
      try {
        parseWithinLimits(parts.join(' '))
      } catch (error) {
        expect(error).toBeInstanceOf(GraphQLError)
      }
    }),
    { numRuns: 2_000 },
  )
})

it('takes no longer for fragments that multiply or go round in circles', () => {
  const doubling = Array.from({ length: 60 }, (_, n) => `fragment F${n} on X { ...F${n + 1} ...F${n + 1} }`)
  expect(() => parseWithinLimits(`{ ...F0 } ${doubling.join(' ')} fragment F60 on X { a }`)).toThrow(
    /fields of QueryRoot, at most 4/,
  )
  expect(
    parseWithinLimits('{ a { ...A } } fragment A on X { b { ...B } } fragment B on X { c { ...A } }'),
  ).toBeTruthy()
})

it('reads no more words than are taken', () => {
  expect(() => parseWithinLimits(`{ ${'a '.repeat(GRAPHQL_LIMITS.tokens)} }`)).toThrow(/1000 tokens/)
})
