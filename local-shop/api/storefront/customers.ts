/**
 * @module Customer accounts: the local shop has none, and says so rather than answer an anonymous null.
 */
import { GraphQLError } from 'graphql'
import type { Fields } from '../graphql/schema.ts'

/** The one answer of everything that needs a customer. */
export function customerAccountsRefused(what: string): GraphQLError {
  return new GraphQLError(
    `The local shop has no customer accounts, so it can't answer ${what}. Set PUBLIC_STORE_DOMAIN to a real shop.`,
    { extensions: { code: 'ACCESS_DENIED' } },
  )
}

/** Refuses the named fields of a root type. */
export function refuseCustomerFields<Context>(
  typeName: string,
  names: readonly string[],
): Fields<unknown, Context> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      () => {
        throw customerAccountsRefused(`${typeName}.${name}`)
      },
    ]),
  )
}
