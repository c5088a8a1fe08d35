/**
 * @module The orders in which lists can be read, and their names in the URL, which are those of Shopify's themes.
 */
export const SORT_PARAM = 'sort_by'

export const COLLECTION_SORTS = [
  { value: 'manual', label: 'Our choice', sortKey: 'COLLECTION_DEFAULT', reverse: false },
  { value: 'best-selling', label: 'Best selling', sortKey: 'BEST_SELLING', reverse: false },
  { value: 'created-descending', label: 'Newest', sortKey: 'CREATED', reverse: true },
  { value: 'price-ascending', label: 'Price, low to high', sortKey: 'PRICE', reverse: false },
  { value: 'price-descending', label: 'Price, high to low', sortKey: 'PRICE', reverse: true },
  { value: 'title-ascending', label: 'A to Z', sortKey: 'TITLE', reverse: false },
] as const

export const CATALOG_SORTS = [
  { value: 'best-selling', label: 'Best selling', sortKey: 'BEST_SELLING', reverse: false },
  { value: 'created-descending', label: 'Newest', sortKey: 'CREATED_AT', reverse: true },
  { value: 'price-ascending', label: 'Price, low to high', sortKey: 'PRICE', reverse: false },
  { value: 'price-descending', label: 'Price, high to low', sortKey: 'PRICE', reverse: true },
  { value: 'title-ascending', label: 'A to Z', sortKey: 'TITLE', reverse: false },
] as const

export const SEARCH_SORTS = [
  { value: 'relevance', label: 'Best match', sortKey: 'RELEVANCE', reverse: false },
  { value: 'price-ascending', label: 'Price, low to high', sortKey: 'PRICE', reverse: false },
  { value: 'price-descending', label: 'Price, high to low', sortKey: 'PRICE', reverse: true },
] as const

interface SortChoice {
  value: string
  label: string
}

/** Orders to choose from; the first is the usual one. */
export type SortChoices = readonly [SortChoice, ...SortChoice[]]

/** The order that the URL asks for, or the first of the list. */
export function chosenSort<S extends SortChoices>(params: URLSearchParams, sorts: S): S[number] {
  const value = params.get(SORT_PARAM)
  return sorts.find((sort) => sort.value === value) ?? sorts[0]
}
