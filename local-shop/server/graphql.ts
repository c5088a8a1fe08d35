/**
 * @module POST …/graphql.json: token, body, answer. Errors of a query are status 200 with `errors`, as at Shopify.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { ExecutionResult } from 'graphql'
import { type GraphqlRequest, graphqlRequestSchema } from '../api/graphql/run.ts'
import { type Answer, HttpError, jsonAnswer, readJson } from './http.ts'

/** The version whose schemas are served, whatever version the address spells. */
const API_VERSION = '2026-04'

export interface GraphqlEndpoint {
  refuse: (headers: IncomingHttpHeaders) => Answer | null
  run: (request: GraphqlRequest) => Promise<ExecutionResult>
}

export async function answerGraphql(request: IncomingMessage, endpoint: GraphqlEndpoint): Promise<Answer> {
  const refusal = endpoint.refuse(request.headers)
  if (refusal !== null) return refusal
  const body = graphqlRequestSchema.safeParse(await readJson(request))
  if (!body.success) {
    const [issue] = body.error.issues
    const where = issue?.path.join('.') || 'the body'
    throw new HttpError(
      400,
      'BAD_REQUEST',
      `Not a GraphQL request: ${where}: ${issue?.message ?? 'invalid'}.`,
    )
  }
  const result = await endpoint.run(body.data)
  return jsonAnswer(200, result, { 'x-shopify-api-version': API_VERSION, 'cache-control': 'no-store' })
}
