/**
 * @module Cart mutations over HTTP, and carts of the small shop's variants.
 */
import { dataOf, storefront } from './shop-client.ts'

const CART = `fragment Whole on Cart {
  id totalQuantity note checkoutUrl
  attributes { key value }
  buyerIdentity { countryCode email customer { id } }
  discountCodes { code applicable }
  appliedGiftCards { id lastCharacters balance { amount } amountUsed { amount } }
  cost { subtotalAmount { amount } totalAmount { amount currencyCode } checkoutChargeAmount { amount } }
  lines(first: 100) {
    nodes {
      __typename id quantity attributes { key value }
      cost {
        amountPerQuantity { amount } compareAtAmountPerQuantity { amount } subtotalAmount { amount } totalAmount { amount }
      }
      discountAllocations { discountedAmount { amount } ... on CartCodeDiscountAllocation { code } }
      merchandise { ... on ProductVariant { id title product { title } } }
    }
  }
}`
const RESULT = '{ cart { ...Whole } userErrors { code field message } warnings { code target message } }'

export interface Money {
  amount: string
}

export interface Line {
  __typename: string
  id: string
  quantity: number
  attributes: { key: string; value: string }[]
  cost: {
    amountPerQuantity: Money
    compareAtAmountPerQuantity: Money | null
    subtotalAmount: Money
    totalAmount: Money
  }
  discountAllocations: { discountedAmount: Money; code: string }[]
  merchandise: { id: string; title: string; product: { title: string } }
}

export interface Cart {
  id: string
  totalQuantity: number
  note: string
  checkoutUrl: string
  attributes: { key: string; value: string }[]
  buyerIdentity: unknown
  discountCodes: unknown
  appliedGiftCards: { id: string; lastCharacters: string; balance: Money; amountUsed: Money }[]
  cost: { subtotalAmount: Money; totalAmount: Money; checkoutChargeAmount: Money }
  lines: { nodes: Line[] }
}

export interface Result {
  cart: Cart | null
  userErrors: { code: string; field: string[]; message: string }[]
  warnings: { code: string; target: string; message: string }[]
}

const variant = (id: number): string => `gid://shopify/ProductVariant/${id}`
/** 24.00, nine in stock. */
export const MUG = variant(200)
/** 24.50, four in stock. */
export const PLUM_MUG = variant(202)
export const LAST_APRON = variant(1000)
export const SOLD_OUT = variant(400)
/** 39.99, reduced from 49.99. */
export const TORCH = variant(500)
/** Free. */
export const SACHET = variant(900)
export const UNKNOWN = variant(1)

export interface CartClient {
  mutate(field: string, variables: Record<string, unknown>, declared: string): Promise<Result>
  create(input?: Record<string, unknown>): Promise<Result>
  add(id: string, lines: unknown[]): Promise<Result>
  update(id: string, lines: unknown[]): Promise<Result>
  remove(id: string, lineIds: string[]): Promise<Result>
  read(id: string): Promise<Cart | null>
}

export function cartClient(shopUrl: string): CartClient {
  const mutate: CartClient['mutate'] = async (field, variables, declared) => {
    const passed = Object.keys(variables).map((name) => `${name}: $${name}`)
    const query = `mutation(${declared}) { result: ${field}(${passed.join(', ')}) ${RESULT} } ${CART}`
    return (await dataOf(storefront<{ result: Result }>(shopUrl, query, variables))).result
  }
  const READ = `query($id: ID!) { cart(id: $id) { ...Whole } } ${CART}`
  return {
    mutate,
    create: (input = {}) => mutate('cartCreate', { input }, '$input: CartInput'),
    add: (id, lines) =>
      mutate('cartLinesAdd', { cartId: id, lines }, '$cartId: ID!, $lines: [CartLineInput!]!'),
    update: (id, lines) =>
      mutate('cartLinesUpdate', { cartId: id, lines }, '$cartId: ID!, $lines: [CartLineUpdateInput!]!'),
    remove: (id, lineIds) =>
      mutate('cartLinesRemove', { cartId: id, lineIds }, '$cartId: ID!, $lineIds: [ID!]!'),
    read: async (id) => (await dataOf(storefront<{ cart: Cart | null }>(shopUrl, READ, { id }))).cart,
  }
}

/** The cart of a result that must be without errors. */
export function cartOf({ cart, userErrors }: Result): Cart {
  if (cart === null) throw new Error(JSON.stringify(userErrors))
  return cart
}

/** Variant and quantity of every line, in order. */
export const contents = ({ lines }: Cart): [string, number][] =>
  lines.nodes.map((line) => [line.merchandise.id, line.quantity])

export const cents = ({ amount }: Money): number => Math.round(Number(amount) * 100)
