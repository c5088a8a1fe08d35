/**
 * @module Localization: one country, one language. `@inContext` with any other falls back to them, as at Shopify for
 * markets that a shop does not have.
 */
import type { StorefrontContext } from './context.ts'

const ENGLISH = { isoCode: 'EN', name: 'English', endonymName: 'English' }

export function localization(_source: unknown, _args: unknown, { store }: StorefrontContext) {
  const { currency, country } = store.shop
  const symbol =
    new Intl.NumberFormat('en-US', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
      .formatToParts(0)
      .find(({ type }) => type === 'currency')?.value ?? currency
  const home = {
    isoCode: country,
    name: new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country,
    currency: {
      isoCode: currency,
      name: new Intl.DisplayNames('en', { type: 'currency' }).of(currency) ?? currency,
      symbol,
    },
    unitSystem: country === 'US' ? 'IMPERIAL_SYSTEM' : 'METRIC_SYSTEM',
    availableLanguages: [ENGLISH],
    defaultLanguage: ENGLISH,
    market: null,
  }
  return { country: home, language: ENGLISH, availableCountries: [home], availableLanguages: [ENGLISH] }
}
