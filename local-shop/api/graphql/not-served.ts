/**
 * @module The one rule for what this shop does not implement: a field of Shopify's schema without an answer here is a
 * GraphQL error that names it, whatever its type. A null or an empty list is answered only where it was decided
 * (`metafield: null`, `sellingPlanGroups: []`), so nobody takes a gap of the local shop for a fact about the product.
 */
import { GraphQLError, type GraphQLFieldResolver } from 'graphql'

/** An error that names what the local shop lacks. */
export function notServed(what: string): GraphQLError {
  return new GraphQLError(`The local shop does not serve ${what} yet.`, {
    extensions: { code: 'NOT_SERVED_LOCALLY' },
  })
}

/** Answers a field from the source's own property of that name, called where it is a function; without one, refuses. */
export const ownPropertyOrRefuse: GraphQLFieldResolver<unknown, unknown> = (
  source,
  _args,
  _context,
  info,
) => {
  if (typeof source === 'object' && source !== null && Object.hasOwn(source, info.fieldName)) {
    const value: unknown = Reflect.get(source, info.fieldName)
    return typeof value === 'function' ? value() : value
  }
  throw notServed(`${info.parentType.name}.${info.fieldName}`)
}
