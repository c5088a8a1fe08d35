/**
 * @module Errors on their way out: every failure leaves the Worker as the contract's `Problem`.
 */
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Problem } from '../contract/problem.ts'
import { UnavailableError } from '../releases/unavailable.ts'

/** Thrown by routes; becomes an answer with this status. */
export class HttpProblem extends Error {
  override name = 'HttpProblem'
  readonly status: ContentfulStatusCode
  readonly code: string
  readonly headers: Record<string, string>

  constructor(
    status: ContentfulStatusCode,
    code: string,
    message: string,
    headers: Record<string, string> = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** The answer to whatever a handler threw. */
export function answerError(error: Error, c: Context): Response {
  const problem = toProblem(error)
  const body: Problem = { error: { code: problem.code, message: problem.message } }
  return c.json(body, problem.status, problem.headers)
}

/** Any error as a problem. What nobody foresaw is logged and told without its details. */
export function toProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (error instanceof UnavailableError) return new HttpProblem(503, error.code, error.message)
  console.error(error)
  return new HttpProblem(500, 'internal', "The Worker failed unexpectedly; the cause is in the Worker's log.")
}

/** A handler for every method a path does not take; register it after those it takes. */
export function allowOnly(...methods: string[]): (c: Context) => never {
  const allow = methods.join(', ')
  return (c) => {
    throw new HttpProblem(405, 'method_not_allowed', `${c.req.method} is not taken here; use ${allow}.`, {
      Allow: allow,
    })
  }
}
