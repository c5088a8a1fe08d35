/**
 * @module Which collections the shop's front shows: those of the main menu, in its order, so that the merchant decides
 * in one place. Without such a menu, the shop's first collections.
 */
import type { CollectionTileFragment, HomeQuery } from 'storefrontapi.generated'

type MenuItem = NonNullable<HomeQuery['menu']>['items'][number]

/** Collections, distinct: the menu's own entries before those beneath them. */
export function featuredCollections({ menu, collections }: HomeQuery): CollectionTileFragment[] {
  const items = menu?.items ?? []
  const named = [...items, ...items.flatMap((item) => item.items)].flatMap(collectionOf)
  const found = named.length > 0 ? named : collections.nodes
  return [...new Map(found.map((collection) => [collection.id, collection])).values()]
}

function collectionOf({ resource }: Pick<MenuItem, 'resource'>): CollectionTileFragment[] {
  return resource?.__typename === 'Collection' ? [resource] : []
}
