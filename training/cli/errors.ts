/**
 * @module How the command line fails: one message on stderr and an exit code, no stack trace for what was to be expected.
 */
import { ContractError } from '@aisle/edge-model/contract'
import { InputError } from '../dataset/input-error.ts'

/** Something the user can put right. Exit code 1. */
export class CliError extends Error {
  override name = 'CliError'
}

/** The command line itself is wrong: an unknown option, a missing value. Exit code 2. */
export class UsageError extends CliError {
  override name = 'UsageError'
}

/** What to print for an error and the code to exit with; only a fault of this program shows its stack. */
export function explain(error: unknown): { text: string; exitCode: number } {
  if (error instanceof UsageError) return { text: `aisle: ${error.message}`, exitCode: 2 }
  if (error instanceof CliError || error instanceof InputError || error instanceof ContractError) {
    return { text: `aisle: ${error.message}`, exitCode: 1 }
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { text: `aisle: an unexpected error, please report it.\n${stack}`, exitCode: 1 }
}
