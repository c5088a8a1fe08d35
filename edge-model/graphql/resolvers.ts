/**
 * @module What the Worker itself resolves: recommendations, and where their products stand.
 */
import type { GraphQLFieldResolver, GraphQLObjectType, GraphQLResolveInfo } from 'graphql'
import { type RecommendedItem, recommendRequestSchema } from '../contract/recommend.ts'
import { type PageResponse, pageRequestSchema } from '../contract/recommend-page.ts'
import { parseRequest } from '../recommend/parse-request.ts'
import { type Services, servePage, serveSlot } from '../recommend/serve.ts'
import { toGraphqlError } from './errors.ts'
import type { ProductReader } from './product-reader.ts'

/** Of one operation. */
export interface DoorContext {
  services: Services
  products: ProductReader
}

/** As graphql-js keeps them, whatever the type of what they resolve from. */
type FieldResolver = NonNullable<ReturnType<GraphQLObjectType['getFields']>[string]['resolve']>

type Resolver<S = unknown> = GraphQLFieldResolver<S, DoorContext, Record<string, unknown>>

/** `for-you` is FOR_YOU in GraphQL. */
const toEnum = (name: string): string => name.replaceAll('-', '_').toUpperCase()
const fromEnum = (name: unknown): string => String(name).replaceAll('_', '-').toLowerCase()

/** Arguments as the contract has them: null says nothing, and the session's products are its `items`. */
function fromArguments({ productIds, ...args }: Record<string, unknown>): Record<string, unknown> {
  const given = Object.entries(args).filter(([, value]) => value !== null)
  return { ...Object.fromEntries(given), items: productIds }
}

const recommendations: Resolver = (_source, args, context, info) =>
  answered(
    context,
    info,
    ({ items }) => items,
    () =>
      serveSlot(
        context.services,
        parseRequest(recommendRequestSchema, { ...fromArguments(args), slot: fromEnum(args.slot) }),
      ),
  )

const recommendedPage: Resolver = (_source, args, context, info) =>
  answered(
    context,
    info,
    ({ shelves }) => shelves.flatMap(({ items }) => items),
    () =>
      servePage(
        context.services,
        parseRequest(pageRequestSchema, { ...fromArguments(args), page: fromEnum(args.page) }),
      ),
  )

/** What `serve` answers; its products are to be read with those of the operation's other fields. */
async function answered<T>(
  { products }: DoorContext,
  info: GraphQLResolveInfo,
  itemsOf: (answer: T) => RecommendedItem[],
  serve: () => Promise<T>,
): Promise<T> {
  // The reader must hear of every field of the operation before the first of them is answered.
  const answer = Promise.resolve().then(serve)
  products.expect(
    info,
    answer.then((served) => itemsOf(served).map(({ productId }) => productId)),
  )
  return answer.catch((error: unknown) => {
    throw toGraphqlError(error)
  })
}

const arm: Resolver<{ arm: string }> = (source) => toEnum(source.arm)

/** By type and field; a field that is missing is read from the object as it is. */
export const resolvers: Record<string, Record<string, FieldResolver>> = {
  QueryRoot: { recommendations, recommendedPage },
  Recommendations: { arm },
  RecommendedPage: { arm },
  RecommendedShelf: {
    slot: (shelf: PageResponse['shelves'][number]) => toEnum(shelf.slot),
    layout: (shelf: PageResponse['shelves'][number]) => toEnum(shelf.layout),
  },
  RecommendedItem: {
    explored: (item: RecommendedItem) => item.explored ?? false,
    product: (item: RecommendedItem, _args, { products }, info) => products.read(info.path, item.productId),
  },
}
