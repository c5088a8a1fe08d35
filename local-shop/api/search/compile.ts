/**
 * @module From a search tree to a test on items. What an API can search is a table of fields; a field that is not in it is
 * left out of the search, as at Shopify, and reported in `extensions.search`.
 */
import type { Comparator, SearchNode, Term } from './syntax.ts'
import { singular, wordsOf } from './words.ts'

export interface SearchWarning {
  field: string
  message: string
}

/** One searchable field: whether an item fits a term, or null where the term makes no sense for the field. */
export type FieldTest<Item> = (item: Item, term: Term) => boolean | null

export interface Searchable<Item> {
  fields: Readonly<Record<string, FieldTest<Item>>>
  /** The text that words without a field are looked for in. */
  text: (item: Item) => string
}

function compare(comparator: Comparator, difference: number): boolean {
  switch (comparator) {
    case '=':
      return difference === 0
    case '<':
      return difference < 0
    case '<=':
      return difference <= 0
    case '>':
      return difference > 0
    case '>=':
      return difference >= 0
  }
}

/** A number; gids are taken by the number at their end. */
export function numberField<Item>(read: (item: Item) => number): FieldTest<Item> {
  return (item, { comparator, value }) => {
    const wanted = Number(/^gid:\/\/shopify\/\w+\/(\d+)$/.exec(value)?.[1] ?? value)
    return value === '' || Number.isNaN(wanted) ? null : compare(comparator, read(item) - wanted)
  }
}

/** A date-time; a value without a time is a whole day, and equality means that day. `now` is allowed. */
export function dateField<Item>(read: (item: Item) => string): FieldTest<Item> {
  return (item, { comparator, value }) => {
    const wanted = value.toLowerCase() === 'now' ? Date.now() : Date.parse(value)
    if (Number.isNaN(wanted)) return null
    const found = Date.parse(read(item))
    if (comparator === '=' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
      return found >= wanted && found < wanted + 86_400_000
    }
    return compare(comparator, found - wanted)
  }
}

/** true or false. */
export function booleanField<Item>(read: (item: Item) => boolean): FieldTest<Item> {
  return (item, { value }) => {
    const wanted = value.toLowerCase()
    return wanted === 'true' || wanted === 'false' ? read(item) === (wanted === 'true') : null
  }
}

/** A whole value out of a set, without regard to case: a tag, a vendor, a handle. `value*` asks for a beginning. */
export function keywordField<Item>(read: (item: Item) => readonly string[]): FieldTest<Item> {
  return (item, { value, prefix }) => {
    const wanted = value.toLowerCase()
    return read(item).some((candidate) => {
      const found = candidate.toLowerCase()
      return prefix ? found.startsWith(wanted) : found === wanted
    })
  }
}

/** Words: every word of the value occurs; quoted, they follow each other; with `*` the last one only begins so. */
export function textField<Item>(read: (item: Item) => string): FieldTest<Item> {
  return (item, { value, phrase, prefix }) => {
    const wanted = wordsOf(value).map(singular)
    const found = wordsOf(read(item)).map(singular)
    const fits = (word: string | undefined, at: number): boolean => {
      const target = wanted[at] ?? ''
      return prefix && at === wanted.length - 1 ? (word ?? '').startsWith(target) : word === target
    }
    if (!phrase) return wanted.every((_word, at) => found.some((word) => fits(word, at)))
    return found.some((_word, start) => wanted.every((_target, at) => fits(found[start + at], at)))
  }
}

/** Null: this part of the search makes no sense and has no say. */
type Test<Item> = (item: Item) => boolean | null

const negate = (fits: boolean | null): boolean | null => (fits === null ? null : !fits)

/** Whether all parts that have a say are true; null where none has. */
function every(parts: readonly (boolean | null)[]): boolean | null {
  const said = parts.filter((part) => part !== null)
  return said.length === 0 ? null : !said.includes(false)
}

/**
 * Makes a test of a search tree.
 * @param warn called once per field that cannot be searched or value that makes no sense
 */
export function compileSearch<Item>(
  node: SearchNode,
  searchable: Searchable<Item>,
  warn: (warning: SearchWarning) => void,
): (item: Item) => boolean {
  const anywhere = textField(searchable.text)
  const known = new Map(Object.entries(searchable.fields))
  const compile = (part: SearchNode): Test<Item> => {
    if (part.type === 'term') return compileTerm(part)
    if (part.type === 'not') {
      const test = compile(part.node)
      return (item) => negate(test(item))
    }
    const tests = part.nodes.map(compile)
    return part.type === 'all'
      ? (item) => every(tests.map((test) => test(item)))
      : (item) => negate(every(tests.map((test) => negate(test(item)))))
  }
  const compileTerm = (term: Term): Test<Item> => {
    if (term.field === null) return (item) => anywhere(item, term)
    const { field } = term
    const test = known.get(field)
    if (test === undefined) {
      warn({ field, message: 'Invalid search field for this query.' })
      return () => null
    }
    let told = false
    return (item) => {
      const fits = test(item, term)
      if (fits === null && !told) {
        told = true
        warn({ field, message: `Input \`${term.value}\` is not a valid value for this field.` })
      }
      return fits
    }
  }
  const test = compile(node)
  return (item) => test(item) ?? true
}
