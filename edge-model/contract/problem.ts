/**
 * @module The one shape of an error answer, of every route, and the error that carries it.
 */
import { z } from 'zod'

export const problemSchema = z.object({
  error: z.object({
    /** Stable, machine-readable, in snake_case: `bad_request`, `no_release`, `digest_mismatch`. */
    code: z.string(),
    /** What was wrong and what to do, in one or two sentences. */
    message: z.string(),
  }),
})
export type Problem = z.infer<typeof problemSchema>

/** Thrown where data breaks the contract; `message` says what was wrong and what to do. */
export class ContractError extends Error {
  override name = 'ContractError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The first few faults of a zod error as one sentence, each with its path. */
export function describeIssues(error: z.ZodError, most = 3): string {
  const told = error.issues.slice(0, most).map((issue) => {
    const path = issue.path.join('.')
    return path === '' ? issue.message : `${path}: ${issue.message}`
  })
  const rest = error.issues.length - told.length
  return told.join('; ') + (rest > 0 ? `; and ${rest} more` : '')
}
