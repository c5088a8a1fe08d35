/**
 * @module The shop: one catalog, the two APIs on it, and the carts.
 */
import type { Catalog } from '../catalog/types.ts'
import { type AdminApi, createAdminApi } from './admin/index.ts'
import { createStore } from './store/create-store.ts'
import type { Store } from './store/records.ts'
import { type CartStore, createCartStore } from './storefront/cart/cart-store.ts'
import { createStorefrontApi, type StorefrontApi } from './storefront/index.ts'

export interface Shop {
  store: Store
  carts: CartStore
  storefront: StorefrontApi
  admin: AdminApi
}

export function createShop(catalog: Catalog): Shop {
  const store = createStore(catalog)
  const carts = createCartStore()
  return {
    store,
    carts,
    storefront: createStorefrontApi(store, carts),
    admin: createAdminApi(store, () => performance.now()),
  }
}
