/**
 * @module Errors of the GraphQL door: the sentences and codes of the other doors, in GraphQL's shape.
 */
import { GraphQLError } from 'graphql'
import { toProblem } from '../http/problem.ts'

/** An error with a code that programs read and a sentence that people read. */
export const graphqlError = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } })

/** Whatever a resolver threw; what nobody foresaw is logged and told without its details. */
export function toGraphqlError(error: unknown): GraphQLError {
  const { code, message } = toProblem(error)
  return graphqlError(code, message)
}

/** A validation error without guesses at what else the schema holds, and with where to ask for what it does not. */
export function plainError(error: GraphQLError): GraphQLError {
  const message = error.message.replace(/ Did you mean .*\?$/, '')
  const elsewhere = / on type "QueryRoot"\.$/.test(message)
    ? ' This door answers recommendations and recommendedPage; ask the Storefront API for all else.'
    : ''
  return new GraphQLError(message + elsewhere, { nodes: error.nodes, extensions: { code: 'bad_query' } })
}
