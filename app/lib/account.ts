/**
 * @module Guards the account's routes.
 */
import { data } from 'react-router'
import { hasCustomerAccounts, type StorefrontEnv } from './env.ts'

/** @throws a 404 response where the shop has no customer accounts */
export function requireAccounts(env: StorefrontEnv): void {
  if (!hasCustomerAccounts(env)) throw data(null, { status: 404 })
}
