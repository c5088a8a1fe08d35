/**
 * @module The GraphQL fragments that more than one route uses.
 */

export const MONEY_FRAGMENT = `#graphql
  fragment Money on MoneyV2 {
    amount
    currencyCode
  }
` as const

export const PICTURE_FRAGMENT = `#graphql
  fragment Picture on Image {
    id
    url
    altText
    width
    height
  }
` as const

/** A variant with what is to be chosen and bought; beside it stand `Money` and `Picture`. */
export const PRODUCT_VARIANT_FRAGMENT = `#graphql
  fragment ProductVariant on ProductVariant {
    id
    title
    availableForSale
    price {
      ...Money
    }
    compareAtPrice {
      ...Money
    }
    selectedOptions {
      name
      value
    }
    image {
      ...Picture
    }
    product {
      title
      handle
    }
  }
` as const

/** All that a product card shows; recommendation shelves, lists and search share it. */
export const PRODUCT_CARD_FRAGMENT = `#graphql
  fragment ProductCard on Product {
    id
    handle
    title
    vendor
    availableForSale
    featuredImage {
      ...Picture
    }
    images(first: 2) {
      nodes {
        ...Picture
      }
    }
    priceRange {
      minVariantPrice {
        ...Money
      }
      maxVariantPrice {
        ...Money
      }
    }
    selectedOrFirstAvailableVariant(ignoreUnknownOptions: true) {
      ...ProductVariant
    }
  }
  ${MONEY_FRAGMENT}
  ${PICTURE_FRAGMENT}
  ${PRODUCT_VARIANT_FRAGMENT}
` as const

/** What a list can be narrowed by. */
export const FACET_FRAGMENT = `#graphql
  fragment Facet on Filter {
    id
    label
    type
    values {
      id
      label
      count
      input
      swatch {
        color
      }
    }
  }
` as const

/** Where a page of a list begins and ends. */
export const PAGING_FRAGMENT = `#graphql
  fragment Paging on PageInfo {
    hasPreviousPage
    hasNextPage
    startCursor
    endCursor
  }
` as const

const CART_LINE_FRAGMENT = `#graphql
  fragment CartLine on CartLine {
    id
    quantity
    attributes {
      key
      value
    }
    cost {
      totalAmount {
        ...Money
      }
      amountPerQuantity {
        ...Money
      }
      compareAtAmountPerQuantity {
        ...Money
      }
    }
    merchandise {
      ... on ProductVariant {
        ...ProductVariant
        requiresShipping
        product {
          id
          vendor
        }
      }
    }
  }
` as const

/** The cart as Hydrogen’s cart handler asks for it: the name is Hydrogen’s, and so is `$numCartLines`. */
export const CART_FRAGMENT = `#graphql
  fragment CartApiQuery on Cart {
    id
    updatedAt
    checkoutUrl
    totalQuantity
    note
    buyerIdentity {
      countryCode
      email
      phone
    }
    attributes {
      key
      value
    }
    lines(first: $numCartLines) {
      nodes {
        ...CartLine
      }
    }
    cost {
      subtotalAmount {
        ...Money
      }
      totalAmount {
        ...Money
      }
    }
    discountCodes {
      code
      applicable
    }
    discountAllocations {
      discountedAmount {
        ...Money
      }
    }
  }
  ${CART_LINE_FRAGMENT}
  ${MONEY_FRAGMENT}
  ${PICTURE_FRAGMENT}
  ${PRODUCT_VARIANT_FRAGMENT}
` as const

/** What a change of the cart answers: its id, what is in it and what that costs. The name is Hydrogen’s. */
export const CART_MUTATION_FRAGMENT = `#graphql
  fragment CartApiMutation on Cart {
    id
    totalQuantity
    cost {
      totalAmount {
        amount
        currencyCode
      }
    }
    lines(first: 100) {
      nodes {
        merchandise {
          ... on ProductVariant {
            product {
              id
            }
          }
        }
      }
    }
  }
` as const

export const COLLECTION_TILE_FRAGMENT = `#graphql
  fragment CollectionTile on Collection {
    id
    handle
    title
    description
    image {
      id
      url
      altText
      width
      height
    }
  }
` as const
