/**
 * @module Cart and CartLine.
 */
import { emptyConnection, type PageArgs, paginate } from '../../connection.ts'
import { gid, stableNumber } from '../../gid.ts'
import type { Fields } from '../../graphql/schema.ts'
import { money } from '../../money.ts'
import type { StorefrontContext } from '../context.ts'
import { noMetafields } from '../metafields.ts'
import { type CartPrice, isDiscount, type LinePrice, priceCart } from './prices.ts'
import { type CartRecord, cartId } from './records.ts'

/** Duties and taxes are not estimated: Shopify has stopped doing so as well. */
const NO_TAX = {
  totalDutyAmount: null,
  totalDutyAmountEstimated: false,
  totalTaxAmount: null,
  totalTaxAmountEstimated: false,
}

function cartCost(cart: CartRecord, _args: unknown, { store }: StorefrontContext) {
  const price = priceCart(cart)
  const { currency } = store.shop
  return {
    ...NO_TAX,
    subtotalAmount: money(price.total, currency),
    subtotalAmountEstimated: false,
    totalAmount: money(price.total, currency),
    totalAmountEstimated: true,
    checkoutChargeAmount: money(price.charge, currency),
  }
}

interface LineRecord {
  __typename: 'CartLine'
  price: LinePrice
  discount: CartPrice['discount']
}

const attribute = (attributes: CartRecord['attributes'], key: string) =>
  attributes.find((candidate) => candidate.key === key) ?? null

export const cartFields: Fields<CartRecord, StorefrontContext> = {
  ...noMetafields,
  id: cartId,
  checkoutUrl: ({ token, secret }, _args, { origin }) => `${origin}/checkout/${token}?key=${secret}`,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  note: ({ note }) => note,
  attributes: ({ attributes }) => attributes,
  attribute: ({ attributes }, args: { key: string }) => attribute(attributes, args.key),
  totalQuantity: ({ lines }) => lines.reduce((sum, line) => sum + line.quantity, 0),
  lines: (cart, args: PageArgs) => {
    const { lines, discount } = priceCart(cart)
    const records = lines.map((price): LineRecord => ({ __typename: 'CartLine', price, discount }))
    return paginate(records, args, ({ price }) => price.line.id)
  },
  cost: cartCost,
  estimatedCost: cartCost,
  buyerIdentity: ({ buyerIdentity }) => ({
    ...buyerIdentity,
    customer: null,
    deliveryAddressPreferences: [],
    preferences: null,
    purchasingCompany: null,
  }),
  discountCodes: (cart) => {
    const applied = priceCart(cart).discount?.code
    return cart.discountCodes.map((code) => ({ code, applicable: isDiscount(code) && code === applied }))
  },
  discountAllocations: () => [],
  appliedGiftCards: (cart, _args, { store }) =>
    priceCart(cart).giftCards.map(({ code, balance, used }) => ({
      id: giftCardId(code),
      lastCharacters: code.slice(-4).toLowerCase(),
      balance: money(balance, store.shop.currency),
      balanceV2: money(balance, store.shop.currency),
      amountUsed: money(used, store.shop.currency),
      amountUsedV2: money(used, store.shop.currency),
      presentmentAmountUsed: money(used, store.shop.currency),
    })),
  delivery: () => ({ addresses: [] }),
  deliveryGroups: () => emptyConnection(),
}

export const giftCardId = (code: string): string => gid('AppliedGiftCard', stableNumber(code.toUpperCase()))

export const cartLineFields: Fields<LineRecord, StorefrontContext> = {
  id: ({ price }) => price.line.id,
  quantity: ({ price }) => price.line.quantity,
  merchandise: ({ price }) => price.line.variant,
  attributes: ({ price }) => price.line.attributes,
  attribute: ({ price }, args: { key: string }) => attribute(price.line.attributes, args.key),
  cost: ({ price }, _args, { store }) => {
    const { variant } = price.line.variant
    const { currency } = store.shop
    return {
      amountPerQuantity: money(variant.price, currency),
      compareAtAmountPerQuantity:
        variant.compareAtPrice === null ? null : money(variant.compareAtPrice, currency),
      subtotalAmount: money(price.subtotal, currency),
      totalAmount: money(price.total, currency),
    }
  },
  estimatedCost: ({ price }, _args, { store }) => {
    const { quantity, variant } = price.line
    const { compareAtPrice } = variant.variant
    const { currency } = store.shop
    return {
      amount: money(price.subtotal, currency),
      compareAtAmount: compareAtPrice === null ? null : money(compareAtPrice * quantity, currency),
      subtotalAmount: money(price.subtotal, currency),
      totalAmount: money(price.total, currency),
    }
  },
  discountAllocations: ({ price, discount }, _args, { store }) =>
    discount === null || price.discount === 0
      ? []
      : [
          {
            __typename: 'CartCodeDiscountAllocation',
            code: discount.code,
            discountedAmount: money(price.discount, store.shop.currency),
            targetType: 'LINE_ITEM',
            discountApplication: {
              allocationMethod: 'ACROSS',
              targetSelection: 'ALL',
              targetType: 'LINE_ITEM',
              value: { __typename: 'PricingPercentageValue', percentage: discount.percentage },
            },
          },
        ],
  sellingPlanAllocation: () => null,
  parentRelationship: () => null,
  instructions: () => ({ canRemove: true, canUpdateQuantity: true }),
}
