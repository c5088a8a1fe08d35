/// <reference types="@shopify/oxygen-workers-types" />
/// <reference types="@shopify/hydrogen/react-router-types" />
/// <reference types="react-router" />
import type { CartApiQueryFragment } from 'storefrontapi.generated'

declare global {
  interface Env {
    /** Origin of the recommendation Worker; empty: shelves show Shopify's own recommendations. */
    RECOMMENDATIONS_URL: string
  }
  interface HydrogenCustomCartFragment extends CartApiQueryFragment {}
}
