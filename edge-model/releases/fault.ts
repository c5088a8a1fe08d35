/**
 * @module Why something is not served, as it is told on /health and to who asks in vain.
 */
import type { Digest } from '../contract/ids.ts'
import { ContractError } from '../contract/problem.ts'
import { UnavailableError } from './unavailable.ts'

export interface Fault {
  code: string
  message: string
}

/** An error in words; what nobody foresaw is logged and told without its details. */
export function toFault(error: unknown): Fault {
  if (error instanceof ContractError || error instanceof UnavailableError) {
    return { code: error.code, message: error.message }
  }
  console.error(error)
  return { code: 'internal', message: "Loading failed unexpectedly; the cause is in the Worker's log." }
}

export function cannotServe(id: Digest, error: unknown): Fault {
  const { code, message } = toFault(error)
  return { code, message: `Release ${id.slice(0, 12)} can't be served: ${message}` }
}
