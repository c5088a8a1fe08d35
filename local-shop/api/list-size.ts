/**
 * @module Shopify's bound on lists in arguments.
 */
import { GraphQLError } from 'graphql'

export const MAX_LIST = 250

/** @throws GraphQLError MAX_INPUT_SIZE_EXCEEDED beyond 250 entries */
export function checkListSize(list: readonly unknown[] | null | undefined): void {
  if (list != null && list.length > MAX_LIST) {
    throw new GraphQLError(
      `The input array size of ${list.length} is greater than the maximum allowed of ${MAX_LIST}.`,
      { extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } },
    )
  }
}
