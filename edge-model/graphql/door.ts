/**
 * @module POST /graphql put together. Loaded with the first request of it: parsing the schema takes longer than most
 * requests of the other doors.
 */
import { GraphQLError, getOperationAST, NoSchemaIntrospectionCustomRule } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import { plainError } from './errors.ts'
import { parseWithinLimits, refuseCost } from './limits.ts'
import type { DoorContext } from './resolvers.ts'
import { createSchema } from './schema.ts'

export type GraphqlDoor = (request: Request, context: DoorContext) => Promise<Response>

/** @param introspection whether the schema may be asked for: while developing */
export function createGraphqlDoor({ introspection }: { introspection: boolean }): GraphqlDoor {
  const yoga = createYoga<DoorContext>({
    schema: createSchema(),
    plugins: [bounded(introspection)],
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    logging: false,
    multipart: false,
    cors: false,
  })
  return async (request, context) => yoga.fetch(request, context)
}

/** Refuses what costs too much before it is executed, and tells nobody what else the schema holds. */
const bounded = (introspection: boolean): Plugin => ({
  onParse: ({ setParseFn }) => setParseFn(parseWithinLimits),
  onValidate: ({ addValidationRule }) => {
    if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule)
    return ({ result, setResult }) => {
      if (result.length > 0) setResult(result.map(plainError))
    }
  },
  onExecute: ({ args: { document, operationName, variableValues }, setResultAndStopExecution }) => {
    const operation = getOperationAST(document, operationName)
    try {
      if (operation) refuseCost(operation, document, variableValues ?? {})
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error
      setResultAndStopExecution({ errors: [error] })
    }
  },
})
