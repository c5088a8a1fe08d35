/**
 * @module The error of an input that can't be used: a file, a dataset, a server's answer. The command line prints its
 * message alone; so the message says what was wrong and what to do.
 */

export class InputError extends Error {
  override name = 'InputError'
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
