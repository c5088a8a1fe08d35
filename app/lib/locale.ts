/**
 * @module The shop's country and language as browsers and Intl name them.
 */
import type { CountryCode, LanguageCode } from '@shopify/hydrogen/storefront-api-types'

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** Whether Shopify can mean this by a country: two capital letters that ISO 3166 gave away. */
export const isCountry = (value: unknown): value is CountryCode =>
  typeof value === 'string' && /^[A-Z]{2}$/.test(value) && countries.of(value) !== undefined

/** Whether Shopify can mean this by a language: EN, or PT_BR where one differs between countries. */
export const isLanguage = (value: unknown): value is LanguageCode =>
  typeof value === 'string' &&
  /^[A-Z]{2}(_[A-Z]{2})?$/.test(value) &&
  languages.of(value.slice(0, 2).toLowerCase()) !== undefined

/** The BCP 47 tag: EN in GB is en-GB; PT_BR is pt-BR in any country. */
export function localeOf({ language, country }: { language: string; country: string }): string {
  const [tongue = '', region = country] = language.split('_')
  return `${tongue.toLowerCase()}-${region}`
}
