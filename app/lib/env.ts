/**
 * @module The storefront's environment, checked once before the first request is answered.
 */
import type { CountryCode, LanguageCode } from '@shopify/hydrogen/storefront-api-types'
import { z } from 'zod'
import { isCountry, isLanguage } from './locale.ts'

const text = z.string().trim().min(1)
const optionalText = z.string().trim().default('')

const envSchema = z.object({
  /** `shop.myshopify.com`, or an origin with its scheme for a shop on this machine. */
  PUBLIC_STORE_DOMAIN: text,
  /** Shopify's analytics refuses public tokens of another length. */
  PUBLIC_STOREFRONT_API_TOKEN: text.length(32, 'expected the public Storefront API token, 32 characters'),
  SESSION_SECRET: text.min(16, 'expected at least 16 characters'),
  RECOMMENDATIONS_URL: z.union([z.literal(''), z.url('expected the URL of the Worker')]).default(''),
  PRIVATE_STOREFRONT_API_TOKEN: optionalText,
  PUBLIC_STOREFRONT_ID: optionalText,
  PUBLIC_CHECKOUT_DOMAIN: optionalText,
  /** The market that prices, availability and translations are read for. */
  PUBLIC_STORE_COUNTRY: z
    .custom<CountryCode>(isCountry, 'expected two capital letters, such as US')
    .default('US'),
  PUBLIC_STORE_LANGUAGE: z
    .custom<LanguageCode>(isLanguage, 'expected a language as Shopify names it, such as EN or PT_BR')
    .default('EN'),
  PUBLIC_CUSTOMER_ACCOUNT_API_CLIENT_ID: optionalText,
  /** Shopify sets it and Hydrogen's types ask for it; the accounts are found by SHOP_ID. */
  PUBLIC_CUSTOMER_ACCOUNT_API_URL: optionalText,
  SHOP_ID: optionalText,
})

export type StorefrontEnv = z.infer<typeof envSchema>

export const ENV_NAMES = envSchema.keyof().options

/** The environment lacks something; `problems` has one line a variable. */
export class EnvError extends Error {
  override name = 'EnvError'
  readonly problems: string[]

  constructor(problems: string[]) {
    super(`The storefront's environment is not complete. ${problems.join('; ')}.`)
    this.problems = problems
  }
}

/**
 * Checks the environment and fills in what may be left out.
 * @throws EnvError naming every variable that is missing or wrong; never their values
 */
export function parseEnv(env: object): StorefrontEnv {
  const parsed = envSchema.safeParse(env)
  if (parsed.success) return parsed.data
  throw new EnvError(
    parsed.error.issues.map((issue) => {
      const name = issue.path.join('.')
      return name in env ? `${name}: ${issue.message}` : `${name} is missing`
    }),
  )
}

/** Host (and port) of the store, without a scheme: what content security policies and Shopify's consent want. */
export function storeHost(env: Pick<StorefrontEnv, 'PUBLIC_STORE_DOMAIN'>): string {
  return env.PUBLIC_STORE_DOMAIN.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
}

/** Origin of the store: `https` unless the domain spells another scheme. */
export function storeOrigin(env: Pick<StorefrontEnv, 'PUBLIC_STORE_DOMAIN'>): string {
  const scheme = env.PUBLIC_STORE_DOMAIN.startsWith('http://') ? 'http' : 'https'
  return `${scheme}://${storeHost(env)}`
}

/** Whether the shop lets customers log in: both names of its Customer Account API are known. */
export function hasCustomerAccounts(
  env: Pick<StorefrontEnv, 'PUBLIC_CUSTOMER_ACCOUNT_API_CLIENT_ID' | 'SHOP_ID'>,
): boolean {
  return env.PUBLIC_CUSTOMER_ACCOUNT_API_CLIENT_ID !== '' && env.SHOP_ID !== ''
}
