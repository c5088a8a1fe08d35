/**
 * @module Where queries live and which schemas they are checked and typed against (`npm run codegen`): Shopify's, and for
 * what the Worker answers Shopify's with the Worker's extension.
 */
import { readFileSync } from 'node:fs'
import { getSchema, pluckConfig, preset } from '@shopify/hydrogen-codegen'
import { Kind, parse } from 'graphql'

const CUSTOMER_DOCUMENTS = './app/graphql/customer-account/*.ts'
const WORKER_DOCUMENTS = './app/recommendations/page-query.ts'
const WORKER_EXTENSION = './edge-model/graphql/recommendations.graphql'

/** The extension's enums as TypeScript; Shopify's own come with Hydrogen. */
function extensionEnums(): string {
  const { definitions } = parse(readFileSync(WORKER_EXTENSION, 'utf8'))
  const enums = definitions.filter((definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION)
  return enums
    .map(({ name, values = [] }) => {
      const names = values.map((value) => `'${value.name.value}'`)
      return `export type ${name.value} = ${names.join(' | ')};`
    })
    .join('\n')
}

export default {
  overwrite: true,
  pluckConfig,
  generates: {
    'storefrontapi.generated.d.ts': {
      preset,
      schema: getSchema('storefront'),
      documents: ['./app/**/*.{ts,tsx}', `!${CUSTOMER_DOCUMENTS}`, `!${WORKER_DOCUMENTS}`],
    },
    'customer-accountapi.generated.d.ts': {
      preset,
      schema: getSchema('customer-account'),
      documents: [CUSTOMER_DOCUMENTS],
    },
    'workerapi.generated.ts': {
      schema: [getSchema('storefront'), WORKER_EXTENSION],
      documents: [WORKER_DOCUMENTS, './app/lib/fragments.ts'],
      plugins: [
        {
          add: {
            content: [
              "import type { CountryCode, CurrencyCode, Exact, FilterType, InputMaybe, LanguageCode, Maybe, Scalars } from '@shopify/hydrogen/storefront-api-types';",
              extensionEnums(),
            ],
          },
        },
        'typescript-operations',
      ],
      config: { skipTypename: true, inlineFragmentTypes: 'combine', defaultScalarType: 'string' },
    },
  },
}
