/**
 * @module Connections with opaque cursors that page in both directions, as the Relay specification lays them down
 * (https://relay.dev/graphql/connections.htm) and Shopify bounds them: first or last, at most 250.
 */
import { GraphQLError } from 'graphql'
import { z } from 'zod'

export const MAX_PAGE = 250

export interface PageArgs {
  first?: number | null
  last?: number | null
  after?: string | null
  before?: string | null
  reverse?: boolean | null
}

export interface Connection<Node> {
  nodes: Node[]
  edges: { cursor: string; node: Node }[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
}

/** Key of the item and where it stood: a removed item's cursor still tells where to go on. */
const cursorSchema = z.tuple([z.string(), z.int().min(0)])

function encodeCursor(key: string, position: number): string {
  return Buffer.from(JSON.stringify([key, position])).toString('base64url')
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })
}

function decodeCursor(cursor: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw badRequest(`Invalid cursor "${cursor}": pass a cursor that this connection answered.`)
  }
}

function checkSize(name: 'first' | 'last', size: number): number {
  if (size < 0) throw badRequest(`${name} must not be negative; it is ${size}.`)
  if (size > MAX_PAGE) throw badRequest(`${name} must be at most ${MAX_PAGE}; it is ${size}.`)
  return size
}

/**
 * One page of a list.
 *
 * @param items the whole list in the order asked for; `reverse` turns it round first
 * @param keyOf identifies an item in its cursor, unique within the list
 * @throws GraphQLError BAD_REQUEST without or with both of first and last, beyond the bounds, for a foreign cursor
 */
export function paginate<Node>(
  items: readonly Node[],
  args: PageArgs,
  keyOf: (item: Node) => string,
): Connection<Node> {
  const first = args.first ?? null
  const last = args.last ?? null
  if (first === null && last === null) throw badRequest('You must provide one of first or last.')
  if (first !== null && last !== null) throw badRequest('Provide either first or last, not both.')
  const size = first === null ? checkSize('last', last ?? 0) : checkSize('first', first)
  const ordered = args.reverse === true ? items.toReversed() : items

  const positions = new Map<string, number>()
  if (args.after != null || args.before != null) {
    for (const [position, item] of ordered.entries()) positions.set(keyOf(item), position)
  }
  let start = 0
  let end = ordered.length
  if (args.after != null) {
    const [key, stoodAt] = decodeCursor(args.after)
    const position = positions.get(key)
    start = Math.min(position === undefined ? stoodAt : position + 1, end)
  }
  if (args.before != null) {
    const [key, stoodAt] = decodeCursor(args.before)
    end = Math.max(start, Math.min(positions.get(key) ?? stoodAt, end))
  }
  if (first === null) start = Math.max(start, end - size)
  else end = Math.min(end, start + size)

  const edges = ordered
    .slice(start, end)
    .map((node, index) => ({ cursor: encodeCursor(keyOf(node), start + index), node }))
  return {
    nodes: edges.map((edge) => edge.node),
    edges,
    pageInfo: {
      hasNextPage: end < ordered.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

/** A connection that this shop never has anything in. */
export function emptyConnection(): Connection<never> {
  return {
    nodes: [],
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  }
}
