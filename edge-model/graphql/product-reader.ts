/**
 * @module Reads the products of one operation: all of them, wherever they stand, in one Storefront API request. It is sent
 * when every field of the operation knows its products, and a product that can't be read costs no more than itself.
 */
import { type GraphQLError, type GraphQLResolveInfo, responsePathAsArray } from 'graphql'
import { graphqlError } from './errors.ts'
import { placeName, productQuery, type Wanted } from './product-query.ts'
import { productSelections } from './product-selection.ts'
import { type AskStorefront, isProductGid, type StorefrontAnswer, StorefrontError } from './storefront.ts'

/** A product as the Storefront API answered it, null where the shop does not have it, an error where it could not tell. */
type Read = object | GraphQLError | null

export interface ProductReader {
  /** Tells of a field of QueryRoot and, once they are known, of its products. */
  expect(info: GraphQLResolveInfo, ids: Promise<string[]>): void
  /** The product of an item. @param path where `product` stands */
  read(path: GraphQLResolveInfo['path'], productId: string): Promise<Read>
}

/** @param ask undefined where the Worker knows no Storefront API */
export function createProductReader(ask: AskStorefront | undefined): ProductReader {
  const expected: Promise<(Wanted & { path: string })[]>[] = []
  let reading: Promise<(path: string, productId: string) => Read> | undefined
  let operation: GraphQLResolveInfo | undefined

  const readAll = async (): Promise<(path: string, productId: string) => Read> => {
    const places = (await Promise.all(expected)).flat().filter(({ ids }) => ids.length > 0)
    if (operation === undefined || places.length === 0) return () => null
    if (ask === undefined) return () => noStorefront()
    const answer = await ask(productQuery(places, operation)).catch(toAnswer)
    const products = new Map(
      places.flatMap(({ path, ids }, place) => {
        const nodes = placed(answer, placeName(place))
        return ids.map((id, at): [string, Read] => [`${path} ${id}`, nodes(at)])
      }),
    )
    return (path, productId) => products.get(`${path} ${productId}`) ?? null
  }

  return {
    expect(info, ids) {
      operation = info
      const selections = [...productSelections(info)]
      expected.push(
        ids
          .then((known) => known.filter(isProductGid))
          // A field that failed says so itself.
          .catch(() => [])
          .then((known) =>
            selections.map(([path, selection]) => ({ path, ids: known, selections: selection })),
          ),
      )
    },
    async read(path, productId) {
      if (!isProductGid(productId)) {
        return graphqlError('no_product', `"${productId}" is no product of Shopify's: its id is no gid.`)
      }
      reading ??= readAll()
      const names = responsePathAsArray(path).filter((key) => typeof key === 'string')
      return (await reading)(names.join('.'), productId)
    },
  }
}

const noStorefront = (): GraphQLError =>
  graphqlError(
    'no_storefront',
    'Of products this Worker knows productId alone: it has no STOREFRONT_API_URL and token, see wrangler.toml.',
  )

function toAnswer(error: unknown): StorefrontAnswer {
  if (!(error instanceof StorefrontError)) throw error
  return { data: null, errors: [{ message: error.message }] }
}

/** The nth product of a place; an error stands where it struck, so that GraphQL tells of it there. */
function placed({ data, errors = [] }: StorefrontAnswer, place: string): (at: number) => Read {
  const nodes = data?.[place]
  if (!Array.isArray(nodes)) {
    const error = errors.find(({ path }) => path?.[0] === place) ?? errors[0]
    const failure = graphqlError(
      'storefront_failed',
      error?.message ?? 'The Storefront API answered nothing.',
    )
    return () => failure
  }
  for (const { path, message } of errors) {
    if (path?.[0] === place) putError(nodes, path.slice(1), graphqlError('storefront_failed', message))
  }
  return (at) => nodes[at] ?? null
}

/** Replaces the null that an error left behind: at its path, or above it where the field could not be null. */
function putError(answer: object, path: readonly (string | number)[], error: GraphQLError): void {
  let holder: unknown = answer
  for (const key of path) {
    if (typeof holder !== 'object' || holder === null) return
    const value: unknown = Reflect.get(holder, key)
    if (value === null) {
      Reflect.set(holder, key, error)
      return
    }
    holder = value
  }
}
