/**
 * @module From a catalog to the store both APIs read: gids, back references and figures, computed once.
 */
import type { Catalog, Collection, Product } from '../../catalog/types.ts'
import { gid, stableNumber } from '../gid.ts'
import type {
  CollectionRecord,
  MenuRecord,
  NodeRecord,
  PageRecord,
  PolicyRecord,
  ProductRecord,
  Store,
} from './records.ts'

function productRecord(product: Product): ProductRecord {
  const { variants } = product
  if (variants.length === 0) throw new Error(`The product ${product.handle} has no variant.`)
  const prices = variants.map((variant) => variant.price)
  const record: ProductRecord = {
    __typename: 'Product',
    gid: gid('Product', product.id),
    product,
    variants: [],
    collectionsOf: [],
    availableForSale: variants.some((variant) => variant.quantityAvailable > 0),
    minPrice: Math.min(...prices),
    maxPrice: Math.max(...prices),
    totalInventory: variants.reduce((sum, variant) => sum + variant.quantityAvailable, 0),
    salesRank: 0,
  }
  for (const [index, variant] of variants.entries()) {
    record.variants.push({
      __typename: 'ProductVariant',
      gid: gid('ProductVariant', variant.id),
      variant,
      product: record,
      position: index + 1,
    })
  }
  return record
}

/**
 * The shop keeps no orders, so best sellers are a fixed order: what can be bought before what can't, then the merchant's
 * own collection `bestsellers`, then by a stable number of the handle, which mixes the kinds the way sales would.
 */
function rankBySales(products: ProductRecord[], catalog: Catalog): void {
  const chosen = catalog.collections.find(({ handle }) => handle === 'bestsellers')?.productHandles ?? []
  const places = new Map(chosen.map((handle, place) => [handle, place]))
  const place = ({ product }: ProductRecord): number => places.get(product.handle) ?? chosen.length
  const ranked = products.toSorted(
    (a, b) =>
      Number(b.availableForSale) - Number(a.availableForSale) ||
      place(a) - place(b) ||
      stableNumber(a.product.handle) - stableNumber(b.product.handle),
  )
  for (const [rank, record] of ranked.entries()) record.salesRank = rank
}

/** When an empty collection was last changed. */
const FIRST_DAY = '2024-01-01T00:00:00Z'

const later = (a: string, b: string): string => (Date.parse(b) > Date.parse(a) ? b : a)

function collectionRecord(collection: Collection, byHandle: Map<string, ProductRecord>): CollectionRecord {
  const members = collection.productHandles.map((handle) => {
    const member = byHandle.get(handle)
    if (member === undefined) {
      throw new Error(`The collection ${collection.handle} lists the product ${handle}, which is not there.`)
    }
    return member
  })
  const record: CollectionRecord = {
    __typename: 'Collection',
    gid: gid('Collection', collection.id),
    collection,
    members,
    updatedAt: members.map(({ product }) => product.publishedAt).reduce(later, FIRST_DAY),
  }
  for (const member of members) member.collectionsOf.push(record)
  return record
}

function menuRecords(menus: Catalog['menus']): MenuRecord[] {
  const menu = (handle: string, title: string, entries: Catalog['menus']['main']): MenuRecord => ({
    __typename: 'Menu',
    gid: gid('Menu', stableNumber(handle)),
    handle,
    title,
    entries,
  })
  return [menu('main-menu', 'Main menu', menus.main), menu('footer', 'Footer menu', menus.footer)]
}

/**
 * Builds the store.
 * @throws Error where the catalog contradicts itself: a product without variants, an unknown handle, an id twice
 */
export function createStore(catalog: Catalog): Store {
  const products = catalog.products.map(productRecord)
  rankBySales(products, catalog)
  const productByHandle = new Map(products.map((record) => [record.product.handle, record]))
  const collections = catalog.collections.map((collection) => collectionRecord(collection, productByHandle))
  const variants = products.flatMap((record) => record.variants)
  const policies = catalog.policies.map(
    (policy): PolicyRecord => ({
      __typename: 'ShopPolicy',
      gid: gid('ShopPolicy', stableNumber(policy.handle)),
      policy,
    }),
  )
  const pages = catalog.pages.map(
    (page): PageRecord => ({ __typename: 'Page', gid: gid('Page', stableNumber(page.handle)), page }),
  )
  const menus = menuRecords(catalog.menus)
  const nodeById = new Map<string, NodeRecord>()
  for (const record of [...products, ...variants, ...collections, ...policies, ...pages, ...menus]) {
    if (nodeById.has(record.gid)) throw new Error(`The catalog has ${record.gid} twice.`)
    nodeById.set(record.gid, record)
  }
  return {
    shop: catalog.shop,
    kinds: new Map(catalog.kinds.map((kind) => [kind.key, kind])),
    products,
    variants,
    collections,
    policies,
    pages,
    menus,
    productByHandle,
    collectionByHandle: new Map(collections.map((record) => [record.collection.handle, record])),
    nodeById,
  }
}
