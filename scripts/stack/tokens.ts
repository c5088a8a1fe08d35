/**
 * @module Tokens of the local stack. They open nothing but this machine's demo; a real shop sets its own.
 */
export const LOCAL_TOKENS = {
  /** Storefront API, public: Hydrogen demands 32 characters. */
  storefront: 'aisle-local-public-token-0000000',
  admin: 'aisle-local-admin-token',
  /** The Worker's admin API. */
  release: 'aisle-local-release-token',
  session: 'aisle-local-session-secret',
} as const
