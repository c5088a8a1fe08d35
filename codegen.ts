/**
 * @module Where queries live and which of Shopify's schemas they are checked and typed against (`npm run codegen`).
 */
import { getSchema, pluckConfig, preset } from '@shopify/hydrogen-codegen'

const CUSTOMER_DOCUMENTS = './app/graphql/customer-account/*.ts'

export default {
  overwrite: true,
  pluckConfig,
  generates: {
    'storefrontapi.generated.d.ts': {
      preset,
      schema: getSchema('storefront'),
      documents: ['./app/**/*.{ts,tsx}', `!${CUSTOMER_DOCUMENTS}`],
    },
    'customer-accountapi.generated.d.ts': {
      preset,
      schema: getSchema('customer-account'),
      documents: [CUSTOMER_DOCUMENTS],
    },
  },
}
