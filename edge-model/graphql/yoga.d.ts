/**
 * What is used of graphql-yoga, for the compiler alone (`paths` in tsconfig.json): its own types bring in the browser's, and
 * then every mistake of taking the Worker for a browser would compile.
 */
import type {
  DocumentNode,
  ExecutionArgs,
  ExecutionResult,
  GraphQLError,
  GraphQLSchema,
  Source,
  ValidationRule,
} from 'graphql'

export interface Plugin {
  onParse?(payload: { setParseFn(parse: (source: string | Source) => DocumentNode): void }): void
  onValidate?(payload: {
    addValidationRule(rule: ValidationRule): void
  }): (done: { result: readonly GraphQLError[]; setResult(errors: readonly GraphQLError[]): void }) => void
  onExecute?(payload: { args: ExecutionArgs; setResultAndStopExecution(result: ExecutionResult): void }): void
}

export interface YogaOptions {
  schema: GraphQLSchema
  plugins: Plugin[]
  graphqlEndpoint: string
  graphiql: false
  landingPage: false
  logging: false
  multipart: false
  cors: false
}

/** @typeParam C what every resolver gets as its context, beside Yoga's own */
export function createYoga<C extends object>(
  options: YogaOptions,
): {
  fetch(request: Request, context: C): Response | Promise<Response>
}
