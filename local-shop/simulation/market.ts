/**
 * @module The catalog as a shopper's mind sees it: products as points in a space of style, with a price level within
 * their kind and an appeal of their own; kinds with the kinds that go with them.
 */
import type { Catalog, Kind, Product } from '../catalog/types.ts'
import { type Offers, offers } from './offers.ts'
import { stream } from './random.ts'

/** Dimensions of style: few, so that two products of one tag are visibly alike. */
export const STYLE_DIMENSIONS = 5
/** Spread of the products' own appeal, the main source of the long tail of popularity. */
const APPEAL_SPREAD = 1
/** What the merchant calls a best seller is one. */
const BESTSELLER_APPEAL = 1
/** Spread of the kinds' popularity. */
const KIND_SPREAD = 0.6

export interface Good {
  /** Position in `Market.goods`. */
  index: number
  product: Product
  /** Index of the kind in `Market.kinds`. */
  kind: number
  /** Unit vector of length STYLE_DIMENSIONS. */
  style: Float64Array
  /** Natural logarithm of the price over the kind's median price. */
  priceLevel: number
  /** What everybody sees in it, in units of utility. */
  appeal: number
  /** The merchant suggests it as a present. */
  giftable: boolean
  publishedAt: number
  reducedFrom: number
  /** Share of the old price that a reduction takes off, 0 where there is none. */
  reduction: number
  /** Unix seconds from which on no variant is left. */
  soldOutFrom: number
}

export interface MarketKind {
  kind: Kind
  /** Its products in the merchant's order. */
  goods: Good[]
  /** Relative demand over the year. */
  popularity: number
  /** Kinds that go with it, in both directions of the catalog's lists. */
  complements: { kind: number; strength: number }[]
  /** Indices of kinds that share a collection with it. */
  neighbours: number[]
}

export interface Market {
  catalog: Catalog
  offers: Offers
  goods: Good[]
  kinds: MarketKind[]
}

/** Unit vectors of style: the sum of the random directions of a product's tags and vendor, rare tags counting more. */
function styles(products: readonly Product[], seed: number): Float64Array[] {
  const tokensOf = (product: Product): string[] => [`vendor ${product.vendor}`, ...product.tags]
  const spread = new Map<string, number>()
  for (const product of products) {
    for (const token of new Set(tokensOf(product))) spread.set(token, (spread.get(token) ?? 0) + 1)
  }
  return products.map((product) => {
    const own = stream(seed, 'style of product', product.id)
    const style = Float64Array.from({ length: STYLE_DIMENSIONS }, () => 0.4 * own.normal())
    for (const token of tokensOf(product)) {
      const direction = stream(seed, `style ${token}`)
      const weight = Math.log(products.length / (spread.get(token) ?? 1)) / 3
      for (let d = 0; d < STYLE_DIMENSIONS; d++) style[d] = (style[d] ?? 0) + weight * direction.normal()
    }
    const length = Math.sqrt(dot(style, style)) || 1
    return style.map((value) => value / length)
  })
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

const lowestPrice = (product: Product): number =>
  Math.min(...product.variants.map((variant) => variant.price))

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 1
}

function reductionOf(product: Product): number {
  const reduced = product.variants.find((variant) => variant.compareAtPrice !== null)
  return reduced?.compareAtPrice ? 1 - reduced.price / reduced.compareAtPrice : 0
}

/** Kinds that go with each kind; a pair listed on one side only counts on the other side for half. */
function complementsOf(kinds: readonly Kind[], indexOf: Map<string, number>): MarketKind['complements'][] {
  const strengths = kinds.map(() => new Map<number, number>())
  const raise = (from: number, to: number, strength: number): void => {
    const row = strengths[from]
    if (row && from !== to) row.set(to, Math.max(row.get(to) ?? 0, strength))
  }
  kinds.forEach(({ complements }, from) => {
    for (const { kind, strength } of complements) {
      const to = indexOf.get(kind)
      if (to === undefined) continue
      raise(from, to, strength)
      raise(to, from, strength / 2)
    }
  })
  return strengths.map((row) => [...row].map(([kind, strength]) => ({ kind, strength })))
}

function neighboursOf(catalog: Catalog, goods: readonly Good[], kinds: number): number[][] {
  const kindOfHandle = new Map(goods.map((good) => [good.product.handle, good.kind]))
  const sets = Array.from({ length: kinds }, () => new Set<number>())
  for (const { productHandles } of catalog.collections) {
    const together = new Set(productHandles.flatMap((handle) => kindOfHandle.get(handle) ?? []))
    // A collection of everything (new, sale, gifts) says nothing about what lies on the same shelf.
    if (together.size > 8) continue
    for (const a of together) for (const b of together) if (a !== b) sets[a]?.add(b)
  }
  return sets.map((set) => [...set])
}

/**
 * @param end unix seconds, end of the history
 * @throws Error where a product's kind is not in the catalog's list of kinds
 */
export function market(catalog: Catalog, seed: number, end: number): Market {
  const indexOf = new Map(catalog.kinds.map((kind, index) => [kind.key, index]))
  const offer = offers(seed, end)
  const prices = new Map<string, number[]>()
  for (const product of catalog.products) {
    prices.set(product.kind, [...(prices.get(product.kind) ?? []), lowestPrice(product)])
  }
  const style = styles(catalog.products, seed)
  const goods = catalog.products.map((product, index): Good => {
    const kind = indexOf.get(product.kind)
    if (kind === undefined) {
      throw new Error(
        `Product ${product.handle} is of kind ${product.kind}, which the catalog does not list.`,
      )
    }
    return {
      index,
      product,
      kind,
      style: style[index] ?? new Float64Array(STYLE_DIMENSIONS),
      priceLevel: Math.log(lowestPrice(product) / median(prices.get(product.kind) ?? [])),
      appeal:
        APPEAL_SPREAD * stream(seed, 'appeal', product.id).normal() +
        (product.tags.includes('bestseller') ? BESTSELLER_APPEAL : 0),
      giftable: product.tags.includes('gift'),
      publishedAt: offer.publishedAt(product),
      reducedFrom: offer.reducedFrom(product),
      reduction: reductionOf(product),
      soldOutFrom: Math.max(...product.variants.map((variant) => offer.soldOutFrom(product, variant))),
    }
  })
  const complements = complementsOf(catalog.kinds, indexOf)
  const neighbours = neighboursOf(catalog, goods, catalog.kinds.length)
  const kinds = catalog.kinds.map((kind, index): MarketKind => {
    const own = goods.filter((good) => good.kind === index)
    return {
      kind,
      goods: own,
      popularity: Math.sqrt(own.length) * Math.exp(KIND_SPREAD * stream(seed, `demand ${kind.key}`).normal()),
      complements: (complements[index] ?? []).filter((other) =>
        goods.some((good) => good.kind === other.kind),
      ),
      neighbours: neighbours[index] ?? [],
    }
  })
  return { catalog, offers: offer, goods, kinds }
}
