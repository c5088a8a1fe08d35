/**
 * @module Menu and MenuItem: addresses are on the shop's own domain, the storefront strips it.
 */
import type { MenuItem } from '../../catalog/types.ts'
import { gid, stableNumber } from '../gid.ts'
import type { Fields } from '../graphql/schema.ts'
import type {
  CollectionRecord,
  MenuRecord,
  PageRecord,
  PolicyRecord,
  ProductRecord,
  Store,
} from '../store/records.ts'
import type { StorefrontContext } from './context.ts'
import { pageBy } from './pages.ts'

interface MenuItemRecord {
  menu: MenuRecord
  item: MenuItem
}

const countItems = (items: readonly MenuItem[]): number =>
  items.reduce((sum, item) => sum + 1 + countItems(item.items), 0)

export const menuFields: Fields<MenuRecord, StorefrontContext> = {
  id: ({ gid }) => gid,
  handle: ({ handle }) => handle,
  title: ({ title }) => title,
  items: (menu): MenuItemRecord[] => menu.entries.map((item) => ({ menu, item })),
  itemsCount: ({ entries }) => countItems(entries),
}

type Resource = CollectionRecord | ProductRecord | PolicyRecord | PageRecord

function resourceOf(path: string, store: Store): Resource | null {
  const [, section, handle = ''] = path.split('/')
  if (section === 'collections') return store.collectionByHandle.get(handle) ?? null
  if (section === 'products') return store.productByHandle.get(handle) ?? null
  if (section === 'policies') return store.policies.find(({ policy }) => policy.handle === handle) ?? null
  if (section === 'pages') return pageBy({ handle }, store)
  return null
}

function typeOf(path: string, store: Store): string {
  const resource = resourceOf(path, store)
  if (resource !== null) {
    return { Collection: 'COLLECTION', Product: 'PRODUCT', ShopPolicy: 'SHOP_POLICY', Page: 'PAGE' }[
      resource.__typename
    ]
  }
  const known: Readonly<Record<string, string>> = {
    '/': 'FRONTPAGE',
    '/search': 'SEARCH',
    '/collections': 'COLLECTIONS',
    '/collections/all': 'CATALOG',
  }
  return known[path] ?? 'HTTP'
}

export const menuItemFields: Fields<MenuItemRecord, StorefrontContext> = {
  id: ({ menu, item }) => gid('MenuItem', stableNumber(`${menu.handle} ${item.title} ${item.path}`)),
  title: ({ item }) => item.title,
  url: ({ item }, _args, { origin }) => new URL(item.path, origin).href,
  type: ({ item }, _args, { store }) => typeOf(item.path, store),
  resource: ({ item }, _args, { store }) => resourceOf(item.path, store),
  resourceId: ({ item }, _args, { store }) => resourceOf(item.path, store)?.gid ?? null,
  tags: () => [],
  items: ({ menu, item }): MenuItemRecord[] => item.items.map((child) => ({ menu, item: child })),
}
