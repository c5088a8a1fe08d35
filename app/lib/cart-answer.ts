/**
 * @module What the cart's action answers to the forms that change it.
 */

export interface CartActionAnswer {
  /** Why the change was not made, or not wholly, in words for the shopper; null when it was. */
  problem: string | null
}

/** What a shopper reads while the shop, or the way to it, is down. */
export const NO_ANSWER = 'The shop did not answer. Please try again.'

interface Spoken {
  message: string
}

/** The first thing worth telling of what the Storefront API complained about. */
export function cartProblem(
  errors: readonly Spoken[] | null | undefined,
  warnings: readonly Spoken[] | null | undefined,
): string | null {
  return errors?.[0]?.message ?? warnings?.[0]?.message ?? null
}
