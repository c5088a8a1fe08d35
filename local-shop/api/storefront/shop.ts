/**
 * @module Shop, its policies, brand and payment settings.
 */
import type { Policy } from '../../catalog/types.ts'
import type { Fields } from '../graphql/schema.ts'
import type { PolicyRecord } from '../store/records.ts'
import type { StorefrontContext } from './context.ts'
import { noMetafields } from './metafields.ts'

export const SHOP_ID = 'gid://shopify/Shop/1'

const policy =
  (handle: Policy['handle']) =>
  (_shop: unknown, _args: unknown, { store }: StorefrontContext): PolicyRecord | null =>
    store.policies.find((record) => record.policy.handle === handle) ?? null

/** Colours of the brand: paper on ink, and what accents it. */
const BRAND_COLORS = {
  primary: [{ background: '#FBF8F2', foreground: '#231F1A' }],
  secondary: [{ background: '#B5471F', foreground: '#FBF8F2' }],
}

export function paymentSettings(_source: unknown, _args: unknown, { store, origin }: StorefrontContext) {
  return {
    acceptedCardBrands: ['VISA', 'MASTERCARD', 'AMERICAN_EXPRESS'],
    cardVaultUrl: `${origin}/checkout`,
    countryCode: store.shop.country,
    currencyCode: store.shop.currency,
    enabledPresentmentCurrencies: [store.shop.currency],
    shopifyPaymentsAccountId: null,
    supportedDigitalWallets: [],
  }
}

export const shopFields: Fields<unknown, StorefrontContext> = {
  ...noMetafields,
  id: () => SHOP_ID,
  name: (_shop, _args, { store }) => store.shop.name,
  description: (_shop, _args, { store }) => store.shop.description,
  brand: (_shop, _args, { store }) => ({
    colors: BRAND_COLORS,
    coverImage: null,
    logo: null,
    squareLogo: null,
    shortDescription: store.shop.description,
    slogan: store.shop.slogan,
  }),
  primaryDomain: (_shop, _args, { origin }) => ({
    host: new URL(origin).host,
    sslEnabled: origin.startsWith('https:'),
    url: origin,
  }),
  moneyFormat: () => '$'.concat('{{amount}}'),
  paymentSettings,
  shipsToCountries: (_shop, _args, { store }) => [store.shop.country],
  privacyPolicy: policy('privacy-policy'),
  refundPolicy: policy('refund-policy'),
  shippingPolicy: policy('shipping-policy'),
  termsOfService: policy('terms-of-service'),
  termsOfSale: () => null,
  subscriptionPolicy: () => null,
  contactInformation: () => null,
  legalNotice: () => null,
  customerAccountUrl: () => null,
  customerAccountTranslations: () => null,
  shopPayInstallmentsPricing: () => null,
  socialLoginProviders: () => [],
}

export const policyFields: Fields<PolicyRecord, StorefrontContext> = {
  id: ({ gid }) => gid,
  handle: (record) => record.policy.handle,
  title: (record) => record.policy.title,
  body: (record) => record.policy.body,
  url: (record, _args, { origin }) => `${origin}/policies/${record.policy.handle}`,
}
