/**
 * @module Where Shopify's login sends the shopper back to.
 */
import { requireAccounts } from '~/lib/account.ts'
import type { Route } from './+types/account.authorize'

export function loader({ context: { env, customerAccount } }: Route.LoaderArgs) {
  requireAccounts(env)
  return customerAccount.authorize()
}
