/**
 * @module The customer's name and latest orders, from Shopify's Customer Account API.
 */
export const CUSTOMER_ORDERS_QUERY = `#graphql
  query CustomerOrders($first: Int!) {
    customer {
      firstName
      emailAddress {
        emailAddress
      }
      orders(first: $first, sortKey: PROCESSED_AT, reverse: true) {
        nodes {
          id
          name
          processedAt
          financialStatus
          statusPageUrl
          totalPrice {
            amount
            currencyCode
          }
          lineItems(first: 20) {
            nodes {
              id
              productId
              title
              quantity
            }
          }
        }
      }
    }
  }
` as const
