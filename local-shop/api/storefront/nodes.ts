/**
 * @module node and nodes: any resource by gid, null for those that are not there.
 */
import type { NodeRecord } from '../store/records.ts'
import type { CartRecord } from './cart/records.ts'
import type { StorefrontContext } from './context.ts'
import { SHOP_ID } from './shop.ts'

interface ShopNode {
  __typename: 'Shop'
}

export function nodeById(
  id: string,
  { store, carts }: StorefrontContext,
): NodeRecord | CartRecord | ShopNode | null {
  if (id === SHOP_ID) return { __typename: 'Shop' }
  return store.nodeById.get(id) ?? carts.find(id) ?? null
}
