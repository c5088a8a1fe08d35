/**
 * @module What the product's page asks of the Storefront API.
 */
import type { ProductQuery } from 'storefrontapi.generated'
import { MONEY_FRAGMENT, PICTURE_FRAGMENT, PRODUCT_VARIANT_FRAGMENT } from './fragments.ts'

export type ProductData = NonNullable<ProductQuery['product']>
export type VariantData = NonNullable<ProductData['selectedOrFirstAvailableVariant']>

const ARTICLE_FRAGMENT = `#graphql
  fragment Article on ProductVariant {
    ...ProductVariant
    sku
  }
` as const

export const PRODUCT_QUERY = `#graphql
  ${MONEY_FRAGMENT}
  ${PICTURE_FRAGMENT}
  ${PRODUCT_VARIANT_FRAGMENT}
  ${ARTICLE_FRAGMENT}
  query Product(
    $handle: String!
    $selectedOptions: [SelectedOptionInput!]!
    $country: CountryCode
    $language: LanguageCode
  ) @inContext(country: $country, language: $language) {
    product(handle: $handle) {
      id
      handle
      title
      vendor
      productType
      description
      descriptionHtml
      encodedVariantExistence
      encodedVariantAvailability
      seo {
        title
        description
      }
      featuredImage {
        url
      }
      images(first: 12) {
        nodes {
          ...Picture
        }
      }
      collections(first: 1) {
        nodes {
          handle
          title
        }
      }
      options {
        name
        optionValues {
          name
          firstSelectableVariant {
            ...Article
          }
          swatch {
            color
            image {
              previewImage {
                url
              }
            }
          }
        }
      }
      selectedOrFirstAvailableVariant(
        selectedOptions: $selectedOptions
        ignoreUnknownOptions: true
        caseInsensitiveMatch: true
      ) {
        ...Article
      }
      adjacentVariants(selectedOptions: $selectedOptions) {
        ...Article
      }
    }
  }
` as const
