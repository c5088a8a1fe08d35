/**
 * @module Shopify's search syntax (https://shopify.dev/docs/api/usage/search-syntax) as a tree.
 *
 *     tea kettle                       both words
 *     tag:gift OR vendor:"Kiln & Co"   fields, quotes
 *     -product_type:candle             without; NOT says the same
 *     (tag:a OR tag:b) price:<=20      groups, comparisons
 *     ket*                             words that begin so
 *
 * AND binds tighter than OR. Like Shopify's, the parser never refuses: an unclosed quote or bracket ends with the text.
 */

export type Comparator = '=' | '<' | '<=' | '>' | '>='

export interface Term {
  type: 'term'
  /** Lower case; null where the term searches everywhere. */
  field: string | null
  comparator: Comparator
  value: string
  /** Quoted: the words must follow each other. */
  phrase: boolean
  /** Ended in `*`. */
  prefix: boolean
}

export type SearchNode =
  | Term
  | { type: 'not'; node: SearchNode }
  /** Empty: everything. */
  | { type: 'all'; nodes: SearchNode[] }
  | { type: 'any'; nodes: SearchNode[] }

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Term

const MAX_DEPTH = 50

const FIELD = /^([A-Za-z_][\w.]*):(<=|>=|<|>|=)?/

/** Reads a value at `start`: quoted, or up to a space or bracket. */
function readValue(text: string, start: number): { value: string; phrase: boolean; end: number } {
  const quote = text[start]
  if (quote === '"' || quote === "'") {
    let value = ''
    let at = start + 1
    while (at < text.length && text[at] !== quote) {
      if (text[at] === '\\' && at + 1 < text.length) at++
      value += text[at]
      at++
    }
    return { value, phrase: true, end: at + 1 }
  }
  const bare = /^(?:\\.|[^\s()])*/s.exec(text.slice(start))?.[0] ?? ''
  return { value: bare.replace(/\\(.)/gs, '$1'), phrase: false, end: start + bare.length }
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const rest = text.slice(at)
    const character = rest[0]
    if (character === undefined || /\s/.test(character)) {
      at++
      continue
    }
    if (character === '(' || character === ')') {
      tokens.push(character)
      at++
      continue
    }
    if (character === '-' && /^-[^\s)]/.test(rest)) {
      tokens.push('NOT')
      at++
      continue
    }
    const word = /^(AND|OR|NOT)(?=[\s()]|$)/.exec(rest)?.[0]
    if (word === 'AND' || word === 'OR' || word === 'NOT') {
      tokens.push(word)
      at += word.length
      continue
    }
    const field = FIELD.exec(rest)
    const comparator = field?.[2]
    const read = readValue(text, at + (field?.[0].length ?? 0))
    const prefix = !read.phrase && read.value.endsWith('*')
    tokens.push({
      type: 'term',
      field: field?.[1]?.toLowerCase() ?? null,
      comparator:
        comparator === '<' || comparator === '<=' || comparator === '>' || comparator === '>='
          ? comparator
          : '=',
      value: prefix ? read.value.slice(0, -1) : read.value,
      phrase: read.phrase,
      prefix,
    })
    at = read.end
  }
  return tokens
}

function group(type: 'all' | 'any', nodes: SearchNode[]): SearchNode {
  const [only] = nodes
  return only !== undefined && nodes.length === 1 ? only : { type, nodes }
}

/** Parses a search string. Every text has a tree; an empty one finds everything. */
export function parseSearch(text: string): SearchNode {
  const tokens = tokenize(text)
  let at = 0

  const parseOr = (depth: number): SearchNode => {
    const branches: SearchNode[] = []
    for (;;) {
      const nodes = parseAnd(depth)
      if (nodes.length > 0) branches.push(group('all', nodes))
      if (tokens[at] !== 'OR') break
      at++
    }
    return branches.length === 0 ? { type: 'all', nodes: [] } : group('any', branches)
  }

  const parseAnd = (depth: number): SearchNode[] => {
    const nodes: SearchNode[] = []
    while (at < tokens.length && tokens[at] !== 'OR') {
      if (tokens[at] === 'AND' || (tokens[at] === ')' && depth === 0)) {
        at++
        continue
      }
      if (tokens[at] === ')') break
      const node = parseUnary(depth)
      if (node !== undefined) nodes.push(node)
    }
    return nodes
  }

  const parseUnary = (depth: number): SearchNode | undefined => {
    let negated = false
    for (; tokens[at] === 'NOT'; at++) negated = !negated
    const token = tokens[at]
    if (token === undefined || token === ')' || token === 'AND' || token === 'OR' || token === 'NOT') {
      return undefined
    }
    at++
    const node = token === '(' ? parseGroup(depth) : token
    return negated ? { type: 'not', node } : node
  }

  /** Brackets nested deeper than anybody writes are read as if they were not there. */
  const parseGroup = (depth: number): SearchNode => {
    if (depth >= MAX_DEPTH) return { type: 'all', nodes: [] }
    const node = parseOr(depth + 1)
    if (tokens[at] === ')') at++
    return node
  }

  return parseOr(0)
}
