/**
 * @module What the product's page asks of the Storefront API.
 */
import type { ProductQuery } from 'storefrontapi.generated'

export type ProductData = NonNullable<ProductQuery['product']>
export type VariantData = NonNullable<ProductData['selectedOrFirstAvailableVariant']>

const PRODUCT_VARIANT_FRAGMENT = `#graphql
  fragment ProductVariant on ProductVariant {
    id
    title
    sku
    availableForSale
    price {
      amount
      currencyCode
    }
    compareAtPrice {
      amount
      currencyCode
    }
    selectedOptions {
      name
      value
    }
    image {
      id
      url
      altText
      width
      height
    }
    product {
      title
      handle
    }
  }
` as const

export const PRODUCT_QUERY = `#graphql
  ${PRODUCT_VARIANT_FRAGMENT}
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
          id
          url
          altText
          width
          height
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
            ...ProductVariant
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
        ...ProductVariant
      }
      adjacentVariants(selectedOptions: $selectedOptions) {
        ...ProductVariant
      }
    }
  }
` as const
