/**
 * @module Tokens of the local stack. They open nothing but this machine's demo; a real shop sets its own.
 */
import { ADMIN_TOKEN, STOREFRONT_PUBLIC_TOKEN } from '../../local-shop/server/tokens.ts'

export const LOCAL_TOKENS = {
  storefront: STOREFRONT_PUBLIC_TOKEN,
  admin: ADMIN_TOKEN,
  /** The Worker's admin API. */
  release: 'aisle-local-release-token',
  session: 'aisle-local-session-secret',
} as const
