/**
 * @module The Storefront API: Shopify's schema with this shop's resolvers.
 */
import { type ExecutionResult, type GraphQLSchema, isObjectType } from 'graphql'
import { createChecker, type GraphqlRequest, runDocument } from '../graphql/run.ts'
import { attach, loadStorefrontSchema } from '../graphql/schema.ts'
import type { SearchWarning } from '../search/compile.ts'
import { indexCollections, indexProducts } from '../search/product-search.ts'
import type { Store } from '../store/records.ts'
import type { CartStore } from './cart/cart-store.ts'
import { cartFields, cartLineFields } from './cart/fields.ts'
import { cartMutations } from './cart/mutations.ts'
import { collectionFields } from './collections.ts'
import type { StorefrontContext } from './context.ts'
import { refuseCustomerFields } from './customers.ts'
import { imageFields, mediaImageFields } from './images.ts'
import { menuFields, menuItemFields } from './menus.ts'
import { pageFields } from './pages.ts'
import { optionFields, optionValueFields, productFields } from './products.ts'
import { queryRootFields } from './query-root.ts'
import { policyFields, shopFields } from './shop.ts'
import { sitemapPage } from './sitemap.ts'
import { variantFields } from './variants.ts'

function createSchema(): GraphQLSchema {
  const schema = loadStorefrontSchema()
  attach(schema, 'QueryRoot', queryRootFields)
  attach(schema, 'Mutation', cartMutations)
  attach(schema, 'Shop', shopFields)
  attach(schema, 'ShopPolicy', policyFields)
  attach(schema, 'Page', pageFields)
  attach(schema, 'Menu', menuFields)
  attach(schema, 'MenuItem', menuItemFields)
  attach(schema, 'Collection', collectionFields)
  attach(schema, 'Product', productFields)
  attach(schema, 'ProductOption', optionFields)
  attach(schema, 'ProductOptionValue', optionValueFields)
  attach(schema, 'ProductVariant', variantFields)
  attach(schema, 'Image', imageFields)
  attach(schema, 'MediaImage', mediaImageFields)
  attach(schema, 'Cart', cartFields)
  attach(schema, 'CartLine', cartLineFields)
  attach(schema, 'Sitemap', { resources: sitemapPage })
  const mutations = schema.getType('Mutation')
  if (isObjectType(mutations)) {
    const names = Object.keys(mutations.getFields()).filter((name) => name.startsWith('customer'))
    attach(schema, 'Mutation', refuseCustomerFields('Mutation', names))
  }
  return schema
}

export interface StorefrontApi {
  /** @param origin the shop's address as the client wrote it, without a slash at its end */
  run(request: GraphqlRequest, origin: string): Promise<ExecutionResult>
}

export function createStorefrontApi(store: Store, carts: CartStore): StorefrontApi {
  const schema = createSchema()
  const check = createChecker(schema)
  const productIndex = indexProducts(store)
  const collectionIndex = indexCollections(store)
  return {
    async run(request, origin) {
      const checked = check(request.query)
      if ('errors' in checked) return { errors: checked.errors }
      const warnings: SearchWarning[] = []
      const context: StorefrontContext = { store, carts, productIndex, collectionIndex, origin, warnings }
      const result = await runDocument(schema, checked.document, request, context)
      return warnings.length === 0 ? result : { ...result, extensions: { search: warnings } }
    },
  }
}
