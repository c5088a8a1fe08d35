/**
 * @module One GraphQL request from text to answer: parse, validate against Shopify's schema, execute.
 */
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { z } from 'zod'
import { ownPropertyOrRefuse } from './not-served.ts'

/** The body of a POST to a graphql.json endpoint. */
export const graphqlRequestSchema = z.object({
  query: z.string().min(1, 'expected a GraphQL document'),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
})
export type GraphqlRequest = z.infer<typeof graphqlRequestSchema>

/** A document that passed parsing and validation, or the errors that refuse it. */
export type Checked = { document: DocumentNode } | { errors: readonly GraphQLError[] }

const MAX_REMEMBERED = 500

/**
 * Parses and validates documents against one schema. Verdicts are remembered by document text, since a storefront sends
 * the same few documents over and over; the oldest goes first.
 */
export function createChecker(schema: GraphQLSchema): (query: string) => Checked {
  const remembered = new Map<string, Checked>()
  const check = (query: string): Checked => {
    try {
      const document = parse(query, { maxTokens: 20_000 })
      const errors = validate(schema, document, specifiedRules, { maxErrors: 20 })
      return errors.length > 0 ? { errors } : { document }
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] }
      throw error
    }
  }
  return (query) => {
    const known = remembered.get(query)
    if (known !== undefined) return known
    const checked = check(query)
    const oldest = remembered.keys().next()
    if (remembered.size >= MAX_REMEMBERED && !oldest.done) remembered.delete(oldest.value)
    remembered.set(query, checked)
    return checked
  }
}

/**
 * Executes a checked document. Fields without a resolver follow the rule of `not-served.ts`. An error that no resolver
 * meant to answer is a fault of the local shop: it is printed with its stack.
 */
export async function runDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  request: GraphqlRequest,
  contextValue: unknown,
): Promise<ExecutionResult> {
  const result = await execute({
    schema,
    document,
    rootValue: {},
    contextValue,
    variableValues: request.variables,
    operationName: request.operationName,
    fieldResolver: ownPropertyOrRefuse,
  })
  for (const { originalError } of result.errors ?? []) {
    if (originalError !== undefined && !(originalError instanceof GraphQLError)) console.error(originalError)
  }
  return result
}
