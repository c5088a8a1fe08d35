/**
 * @module Expects a problem of the contract's shape.
 */
import { expect } from 'vitest'
import { problemOf } from './isolate.ts'

/** The problem's message. */
export async function expectProblem(response: Response, status: number, code: string): Promise<string> {
  expect([response.status, response.clone().headers.get('Content-Type')]).toEqual([
    status,
    'application/json',
  ])
  const problem = await problemOf(response)
  expect(problem.code).toBe(code)
  return problem.message
}
