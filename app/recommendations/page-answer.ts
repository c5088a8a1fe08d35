/**
 * @module The Worker's answer to {@link RECOMMENDED_PAGE_QUERY}, checked, and GraphQL's names for the contract's.
 */
import {
  type Arm,
  digestSchema,
  type Page,
  type Slot,
  shelfSchema,
  type ThemeShelf,
} from '@aisle/edge-model/contract'
import type { CurrencyCode } from '@shopify/hydrogen/storefront-api-types'
import type {
  ProductCardFragment,
  RecommendationArm,
  RecommendationLayout,
  RecommendationPage,
  RecommendationSlot,
  RecommendedPageQuery,
} from 'workerapi.generated'
import { z } from 'zod'
import type { Choice } from './fill-page.ts'

export const PAGES = {
  home: 'HOME',
  product: 'PRODUCT',
  collection: 'COLLECTION',
  search: 'SEARCH',
  cart: 'CART',
} as const satisfies Record<Page, RecommendationPage>

const ARMS = {
  STABLE: 'stable',
  CANARY: 'canary',
  HOLDOUT: 'holdout',
  PINNED: 'pinned',
  PREVIEW: 'preview',
} as const satisfies Record<RecommendationArm, Arm>

const SLOTS = {
  FOR_YOU: 'for-you',
  GOES_WELL_WITH: 'goes-well-with',
  SIMILAR: 'similar',
  CART: 'cart',
} as const satisfies Record<RecommendationSlot, Slot>

const LAYOUTS = { ROW: 'row', GRID: 'grid' } as const satisfies Record<
  RecommendationLayout,
  ThemeShelf['layout']
>

const isCurrency = (value: unknown): boolean => typeof value === 'string' && /^[A-Z]{3}$/.test(value)

const moneySchema = z.object({
  amount: z.string(),
  currencyCode: z.custom<CurrencyCode>(isCurrency, 'expected a currency such as EUR'),
})
const pictureSchema = z.object({
  id: z.string().nullish(),
  url: z.string(),
  altText: z.string().nullish(),
  width: z.number().nullish(),
  height: z.number().nullish(),
})

const productCardSchema = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  vendor: z.string(),
  availableForSale: z.boolean(),
  featuredImage: pictureSchema.nullish(),
  images: z.object({ nodes: z.array(pictureSchema) }),
  priceRange: z.object({ minVariantPrice: moneySchema, maxVariantPrice: moneySchema }),
  selectedOrFirstAvailableVariant: z
    .object({
      id: z.string(),
      title: z.string(),
      availableForSale: z.boolean(),
      price: moneySchema,
      compareAtPrice: moneySchema.nullish(),
      selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
      image: pictureSchema.nullish(),
      product: z.object({ title: z.string(), handle: z.string() }),
    })
    .nullish(),
}) satisfies z.ZodType<ProductCardFragment>

const recommendedShelfSchema = z.object({
  slot: z.enum(['FOR_YOU', 'GOES_WELL_WITH', 'SIMILAR', 'CART']).transform((name) => SLOTS[name]),
  title: shelfSchema.shape.title,
  layout: z.enum(['ROW', 'GRID']).transform((name) => LAYOUTS[name]),
  length: shelfSchema.shape.length,
  items: z.array(z.object({ explored: z.boolean(), product: productCardSchema.nullish() })),
})

/** A page by one release. */
export interface PageAnswer extends Choice {
  release: string
  arm: Arm
}

const recommendedPageSchema = z
  .object({
    release: digestSchema,
    arm: z.enum(['STABLE', 'CANARY', 'HOLDOUT', 'PINNED', 'PREVIEW']).transform((name) => ARMS[name]),
    shelves: z.array(recommendedShelfSchema),
  })
  .transform(
    ({ release, arm, shelves }): PageAnswer => ({
      release,
      arm,
      theme: shelves.map(({ items: _, ...place }) => place),
      products: shelves.map(({ items }) => ({
        products: items.flatMap(({ product }) => product ?? []),
        explored: items.find(({ explored }) => explored)?.product?.id ?? null,
      })),
    }),
  ) satisfies z.ZodType<PageAnswer, NonNullable<RecommendedPageQuery['recommendedPage']>>

/** GraphQL answers what it can: errors beside data are of products that could not be read. */
export const pageAnswerSchema = z.object({
  data: z.object({ recommendedPage: recommendedPageSchema.nullable() }).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
})
