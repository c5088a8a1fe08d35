import type { CountryCode, CurrencyCode, Exact, FilterType, InputMaybe, LanguageCode, Maybe, Scalars } from '@shopify/hydrogen/storefront-api-types';
export type RecommendationSlot = 'FOR_YOU' | 'GOES_WELL_WITH' | 'SIMILAR' | 'CART';
export type RecommendationPage = 'HOME' | 'PRODUCT' | 'COLLECTION' | 'SEARCH' | 'CART';
export type RecommendationArm = 'STABLE' | 'CANARY' | 'HOLDOUT' | 'PINNED' | 'PREVIEW';
export type RecommendationLayout = 'ROW' | 'GRID';
export type MoneyFragment = { amount: string, currencyCode: CurrencyCode };

export type PictureFragment = { id?: string | null, url: string, altText?: string | null, width?: number | null, height?: number | null };

export type ProductVariantFragment = { id: string, title: string, availableForSale: boolean, price: MoneyFragment, compareAtPrice?: MoneyFragment | null, selectedOptions: Array<{ name: string, value: string }>, image?: PictureFragment | null, product: { title: string, handle: string } };

export type ProductCardFragment = { id: string, handle: string, title: string, vendor: string, availableForSale: boolean, featuredImage?: PictureFragment | null, images: { nodes: Array<PictureFragment> }, priceRange: { minVariantPrice: MoneyFragment, maxVariantPrice: MoneyFragment }, selectedOrFirstAvailableVariant?: ProductVariantFragment | null };

export type FacetFragment = { id: string, label: string, type: FilterType, values: Array<{ id: string, label: string, count: number, input: string, swatch?: { color?: string | null } | null }> };

export type PagingFragment = { hasPreviousPage: boolean, hasNextPage: boolean, startCursor?: string | null, endCursor?: string | null };

export type CartLineFragment = { id: string, quantity: number, attributes: Array<{ key: string, value?: string | null }>, cost: { totalAmount: MoneyFragment, amountPerQuantity: MoneyFragment, compareAtAmountPerQuantity?: MoneyFragment | null }, merchandise: (
    { requiresShipping: boolean, product: { id: string, vendor: string } }
    & ProductVariantFragment
  ) };

export type CartApiQueryFragment = { id: string, updatedAt: string, checkoutUrl: string, totalQuantity: number, note?: string | null, buyerIdentity: { countryCode?: CountryCode | null, email?: string | null, phone?: string | null }, attributes: Array<{ key: string, value?: string | null }>, lines: { nodes: Array<CartLineFragment | {}> }, cost: { subtotalAmount: MoneyFragment, totalAmount: MoneyFragment }, discountCodes: Array<{ code: string, applicable: boolean }>, discountAllocations: Array<{ discountedAmount: MoneyFragment } | { discountedAmount: MoneyFragment } | { discountedAmount: MoneyFragment }> };

export type CartApiMutationFragment = { id: string, totalQuantity: number, cost: { totalAmount: { amount: string, currencyCode: CurrencyCode } }, lines: { nodes: Array<{ merchandise: { product: { id: string } } } | { merchandise: { product: { id: string } } }> } };

export type CollectionTileFragment = { id: string, handle: string, title: string, description: string, image?: { id?: string | null, url: string, altText?: string | null, width?: number | null, height?: number | null } | null };

export type RecommendedPageQueryVariables = Exact<{
  page: RecommendationPage;
  productIds: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
  bought: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
  exclude: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
  consent: Scalars['Boolean']['input'];
  visitorId?: InputMaybe<Scalars['String']['input']>;
  build?: InputMaybe<Scalars['String']['input']>;
  spare: Scalars['Int']['input'];
  country?: InputMaybe<CountryCode>;
  language?: InputMaybe<LanguageCode>;
}>;


export type RecommendedPageQuery = { recommendedPage?: { release: string, arm: RecommendationArm, shelves: Array<{ slot: RecommendationSlot, title: string, layout: RecommendationLayout, length: number, items: Array<{ explored: boolean, product?: ProductCardFragment | null }> }> } | null };
