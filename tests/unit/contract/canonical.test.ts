import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ContractError, canonicalBytes, parseCanonical } from '../../../edge-model/contract/index.ts'

const VECTORS = join(import.meta.dirname, '../../../../shared/vectors/jcs/testdata')
const present = existsSync(VECTORS)
if (!present) console.warn(`Left out: the vectors of RFC 8785, there is no ${VECTORS}.`)

const bytesOf = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => parseCanonical(bytesOf(text), 'The text')

describe.runIf(present)('the vectors of RFC 8785', () => {
  const names = present ? readdirSync(join(VECTORS, 'input')) : []

  it('are six', () => {
    expect(names).toHaveLength(6)
  })

  it.each(names)('%s', (name) => {
    const expected = readFileSync(join(VECTORS, 'output', name))
    const value: unknown = JSON.parse(readFileSync(join(VECTORS, 'input', name), 'utf8'))
    expect(Buffer.from(canonicalBytes(value))).toEqual(expected)
    expect(parseCanonical(expected, name)).toEqual(value)
  })
})

describe('canonicalBytes', () => {
  it('spells numbers as ECMAScript does', () => {
    const numbers = [-0, 1e21, 1e20, 0.000001, 1e-7, Number('333333333.33333329'), 5e-324, 2 ** 53]
    expect(new TextDecoder().decode(canonicalBytes(numbers))).toBe(
      '[0,1e+21,100000000000000000000,0.000001,1e-7,333333333.3333333,5e-324,9007199254740992]',
    )
  })

  it('orders keys by their UTF-16 code units', () => {
    // U+1F600 begins with the code unit D83D, which is before U+FB33, though the character comes after it.
    const text = new TextDecoder().decode(canonicalBytes({ '\ufb33': 1, '\u{1f600}': 2, a: 3 }))
    expect(text).toBe('{"a":3,"\u{1f600}":2,"\ufb33":1}')
  })

  it.each([
    ['NaN', Number.NaN],
    ['infinity', { a: [Number.POSITIVE_INFINITY] }],
    ['a lone surrogate', ['\ud800']],
    ['a lone surrogate in a key', { '\udfff': 1 }],
    ['nothing at all', undefined],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalBytes(value)).toThrow(expect.objectContaining({ code: 'not_canonical' }))
  })
})

describe('parseCanonical', () => {
  it('gives back what canonicalBytes was given', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value))
        expect(parseCanonical(canonicalBytes(value), 'The value')).toEqual(plain)
      }),
    )
  })

  it.each([
    ['white space', '{"a": 1}'],
    ['a new line at the end', '{"a":1}\n'],
    ['another order of keys', '{"b":1,"a":2}'],
    ['a key given twice', '{"a":1,"a":1}'],
    ['a key given twice, once escaped', '{"\\u0061":1,"a":2}'],
    ['an escape that is not needed', '"\\u0061"'],
    ['an escaped solidus', '"\\/"'],
    ['an escape in upper case', '"\\u001F"'],
    ['-0', '[-0]'],
    ['1e21 without its sign', '[1e21]'],
    ['1E+21', '[1E+21]'],
    ['a fraction of nothing', '[1.0]'],
    ['more digits than a double has', '[0.1000000000000000055]'],
    ['an integer beyond doubles', '[9007199254740993]'],
    ['__proto__ given twice', '{"__proto__":1,"__proto__":2}'],
  ])('refuses %s', (_, text) => {
    expect(JSON.parse(text)).toBeDefined()
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'not_canonical' }))
  })

  it.each([
    ['lone surrogates', '"\\ud800"'],
    ['a byte order mark', '\ufeff{}'],
    ['a number beyond doubles', '[1e999]'],
    ['nothing', ''],
    ['two values', '1 2'],
  ])('refuses %s', (_, text) => {
    expect(() => read(text)).toThrow(ContractError)
  })

  it('refuses bytes that are no UTF-8', () => {
    const bytes = Uint8Array.of(0x22, 0xc0, 0xaf, 0x22)
    expect(() => parseCanonical(bytes, 'The text')).toThrow(expect.objectContaining({ code: 'bad_json' }))
  })

  it('keeps a key called __proto__ a key', () => {
    expect(Object.keys(Object(read('{"__proto__":{"a":1}}')))).toEqual(['__proto__'])
  })

  it('refuses whatever else spells the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const canonical = new TextDecoder().decode(canonicalBytes(value))
        if (text === canonical) expect(read(text)).toBeDefined()
        else expect(() => read(text)).toThrow(ContractError)
      }),
    )
  })
})
