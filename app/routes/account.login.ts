/**
 * @module Sends the shopper to Shopify's login.
 */
import { requireAccounts } from '~/lib/account.ts'
import type { Route } from './+types/account.login'

export function loader({ context: { env, customerAccount } }: Route.LoaderArgs) {
  requireAccounts(env)
  return customerAccount.login()
}
