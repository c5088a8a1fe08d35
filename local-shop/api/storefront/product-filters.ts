/**
 * @module ProductFilter: what the shopper ticked.
 *
 * Filters of one group widen (two vendors: either), groups narrow each other (a vendor and a price: both). What concerns
 * variants (availability, price, options) must hold of one and the same variant. `@inContext` changes nothing here: the
 * shop has one market.
 */
import type { ProductFilter } from '@shopify/hydrogen/storefront-api-types'
import { notServed } from '../graphql/not-served.ts'
import type { ProductRecord, VariantRecord } from '../store/records.ts'

interface Group {
  /** Names the group: filters of the same name widen each other. Also the id of its facet. */
  name: string
  ofProduct?: (record: ProductRecord) => boolean
  ofVariant?: (record: VariantRecord) => boolean
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

export const optionGroup = (name: string): string =>
  `filter.v.option.${name.toLowerCase().replace(/\s+/g, '_')}`

/** One filter input may hold several conditions; each is a group of its own. */
function groupsOf(filter: ProductFilter): Group[] {
  const groups: Group[] = []
  const { available, price, productType, productVendor, tag, variantOption } = filter
  if (available != null) {
    groups.push({
      name: 'filter.v.availability',
      ofVariant: ({ variant }) => variant.quantityAvailable > 0 === available,
    })
  }
  if (price != null) {
    const min = Math.round((price.min ?? 0) * 100)
    const max = price.max == null ? Number.POSITIVE_INFINITY : Math.round(price.max * 100)
    groups.push({
      name: 'filter.v.price',
      ofVariant: ({ variant }) => variant.price >= min && variant.price <= max,
    })
  }
  if (variantOption != null) {
    groups.push({
      name: optionGroup(variantOption.name),
      ofVariant: ({ variant }) =>
        variant.selectedOptions.some(
          (option) => same(option.name, variantOption.name) && same(option.value, variantOption.value),
        ),
    })
  }
  if (productType != null) {
    groups.push({
      name: 'filter.p.product_type',
      ofProduct: ({ product }) => same(product.productType, productType),
    })
  }
  if (productVendor != null) {
    groups.push({ name: 'filter.p.vendor', ofProduct: ({ product }) => same(product.vendor, productVendor) })
  }
  if (tag != null) {
    groups.push({
      name: 'filter.p.tag',
      ofProduct: ({ product }) => product.tags.some((candidate) => same(candidate, tag)),
    })
  }
  for (const name of ['category', 'productMetafield', 'variantMetafield', 'taxonomyMetafield'] as const) {
    if (filter[name] != null) throw notServed(`ProductFilter.${name}`)
  }
  return groups
}

/**
 * A test of products.
 * @param swap leaves out what is ticked in one group and ticks `filter` of it alone: what a facet counts
 */
export function productTest(
  filters: readonly ProductFilter[] | null | undefined,
  swap?: { group: string; filter: ProductFilter },
): (record: ProductRecord) => boolean {
  const ticked = (filters ?? []).flatMap(groupsOf).filter(({ name }) => name !== swap?.group)
  const groups = new Map<string, Group[]>()
  for (const group of [...ticked, ...(swap === undefined ? [] : groupsOf(swap.filter))]) {
    groups.set(group.name, [...(groups.get(group.name) ?? []), group])
  }
  const all = [...groups.values()]
  const productGroups = all.filter((group) => group.some(({ ofProduct }) => ofProduct !== undefined))
  const variantGroups = all.filter((group) => group.some(({ ofVariant }) => ofVariant !== undefined))
  return (record) =>
    productGroups.every((group) => group.some(({ ofProduct }) => ofProduct?.(record) === true)) &&
    record.variants.some((variant) =>
      variantGroups.every((group) => group.some(({ ofVariant }) => ofVariant?.(variant) === true)),
    )
}
