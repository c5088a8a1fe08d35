/* eslint-disable eslint-comments/disable-enable-pair */
/* eslint-disable eslint-comments/no-unlimited-disable */
/* eslint-disable */
import type * as CustomerAccountAPI from '@shopify/hydrogen/customer-account-api-types';

export type CustomerOrdersQueryVariables = CustomerAccountAPI.Exact<{
  first: CustomerAccountAPI.Scalars['Int']['input'];
}>;


export type CustomerOrdersQuery = { customer: (
    Pick<CustomerAccountAPI.Customer, 'firstName'>
    & { emailAddress?: CustomerAccountAPI.Maybe<Pick<CustomerAccountAPI.CustomerEmailAddress, 'emailAddress'>>, orders: { nodes: Array<(
        Pick<CustomerAccountAPI.Order, 'id' | 'name' | 'processedAt' | 'financialStatus' | 'statusPageUrl'>
        & { totalPrice: Pick<CustomerAccountAPI.MoneyV2, 'amount' | 'currencyCode'>, lineItems: { nodes: Array<Pick<CustomerAccountAPI.LineItem, 'id' | 'productId' | 'title' | 'quantity'>> } }
      )> } }
  ) };

interface GeneratedQueryTypes {
  "#graphql\n  query CustomerOrders($first: Int!) {\n    customer {\n      firstName\n      emailAddress {\n        emailAddress\n      }\n      orders(first: $first, sortKey: PROCESSED_AT, reverse: true) {\n        nodes {\n          id\n          name\n          processedAt\n          financialStatus\n          statusPageUrl\n          totalPrice {\n            amount\n            currencyCode\n          }\n          lineItems(first: 20) {\n            nodes {\n              id\n              productId\n              title\n              quantity\n            }\n          }\n        }\n      }\n    }\n  }\n": {return: CustomerOrdersQuery, variables: CustomerOrdersQueryVariables},
}

interface GeneratedMutationTypes {
}

declare module '@shopify/hydrogen' {
  interface CustomerAccountQueries extends GeneratedQueryTypes {}
  interface CustomerAccountMutations extends GeneratedMutationTypes {}
}
