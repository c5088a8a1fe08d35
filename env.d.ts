/// <reference types="@shopify/oxygen-workers-types" />
/// <reference types="@shopify/hydrogen/react-router-types" />
/// <reference types="react-router" />
import type { CartApiQueryFragment } from 'storefrontapi.generated'
import type { StorefrontEnv } from '~/lib/env.ts'

declare global {
  interface Env {
    /** Origin of the recommendation Worker; empty: shelves show Shopify's own recommendations. */
    RECOMMENDATIONS_URL: string
    PUBLIC_STORE_COUNTRY: StorefrontEnv['PUBLIC_STORE_COUNTRY']
    PUBLIC_STORE_LANGUAGE: StorefrontEnv['PUBLIC_STORE_LANGUAGE']
  }
  interface HydrogenAdditionalContext {
    /** The shopper's address, as Oxygen tells it. */
    buyerIp: string | undefined
  }
  interface HydrogenCustomCartFragment extends CartApiQueryFragment {}
}
