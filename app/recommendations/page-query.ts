/**
 * @module What the storefront asks of the Worker's GraphQL door: a page's shelves with their products, in one round.
 * Checked and typed against Shopify's Storefront schema with the Worker's extension of it, see `codegen.ts`.
 */
import { PRODUCT_CARD_FRAGMENT } from '~/lib/fragments.ts'

export const RECOMMENDED_PAGE_QUERY = `#graphql
  query RecommendedPage(
    $page: RecommendationPage!
    $productIds: [ID!]!
    $bought: [ID!]!
    $exclude: [ID!]!
    $consent: Boolean!
    $visitorId: String
    $build: String
    $spare: Int!
    $country: CountryCode
    $language: LanguageCode
  ) @inContext(country: $country, language: $language) {
    recommendedPage(
      page: $page
      productIds: $productIds
      bought: $bought
      exclude: $exclude
      consent: $consent
      visitorId: $visitorId
      build: $build
      spare: $spare
    ) {
      release
      arm
      shelves {
        slot
        title
        layout
        length
        items {
          explored
          product {
            ...ProductCard
          }
        }
      }
    }
  }
  ${PRODUCT_CARD_FRAGMENT}
` as const
