/**
 * @module Logs the customer out; by POST alone, so that no link of another site can.
 */
import { redirect } from 'react-router'
import { requireAccounts } from '~/lib/account.ts'
import { forgetOrders } from '~/recommendations/index.ts'
import type { Route } from './+types/account.logout'

export const loader = () => redirect('/account')

export function action({ context: { env, customerAccount, session } }: Route.ActionArgs) {
  requireAccounts(env)
  forgetOrders(session)
  return customerAccount.logout()
}
