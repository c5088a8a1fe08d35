/**
 * @module Carries out what a cart form asks for.
 */
import { type Slot, slotSchema } from '@aisle/edge-model/contract'
import {
  type CartActionInput,
  CartForm,
  type CartQueryDataReturn,
  type HydrogenCart,
} from '@shopify/hydrogen'
import type { CartLineInput } from '@shopify/hydrogen/storefront-api-types'
import { z } from 'zod'
import { type CartActionAnswer, cartProblem, NO_ANSWER } from './cart-answer.ts'
import type { MoneyLike } from './money.ts'

/** Shopify refuses more in one line. */
const MOST_PIECES = 10_000

const gid = z.string().startsWith('gid://shopify/').max(512)
const quantity = z.coerce.number().int().min(0).max(MOST_PIECES)
const linesAdd = z.object({
  lines: z
    .array(z.object({ merchandiseId: gid, quantity: quantity.min(1) }))
    .min(1)
    .max(50),
  /** The product page's own field, for shoppers without JavaScript: it goes before the line's. */
  quantity: quantity.min(1).optional(),
})
const linesUpdate = z.object({
  lines: z
    .array(z.object({ id: gid, quantity }))
    .min(1)
    .max(50),
})
const linesRemove = z.object({ lineIds: z.array(gid).min(1).max(250) })
const discounts = z.object({
  discountCodes: z.array(z.string().max(64)).max(20),
  discountCode: z.string().trim().max(64).default(''),
})

interface ChangedCart {
  answer: CartActionAnswer
  /**
   * 200 where the shop answered a cart, even one that is not all that was asked for, so that pages read it anew;
   * 400, 422 and 503 where nothing changed.
   */
  status: number
  /** Remembers the cart's id in a cookie. */
  headers: Headers
  /** What is in the cart now; null where nothing changed. */
  held: HeldCart | null
  /** The shelf whose card put all that was asked for into the cart; null for any other change. */
  addedFrom: Slot | null
}

export interface HeldCart {
  /** Product gids, newest last. */
  productIds: string[]
  total: MoneyLike
}

/** Of {@link CART_MUTATION_FRAGMENT}; its lines are newest first. */
const heldSchema = z
  .object({
    lines: z.object({
      nodes: z.array(z.object({ merchandise: z.object({ product: z.object({ id: gid }) }) })),
    }),
    cost: z.object({ totalAmount: z.object({ amount: z.string(), currencyCode: z.string() }) }),
  })
  .transform(
    ({ lines, cost }): HeldCart => ({
      productIds: lines.nodes.map(({ merchandise }) => merchandise.product.id).reverse(),
      total: cost.totalAmount,
    }),
  )

/**
 * Changes the cart as a form of the storefront asks.
 * A form that is not one of ours, and a shop that does not answer, are told as a problem, never as an exception: the
 * page around the form must stay.
 */
export async function changeCart(cart: HydrogenCart, request: Request): Promise<ChangedCart> {
  const form = await readForm(request)
  try {
    const change = form === null ? null : changeOf(cart, form)
    if (form === null || change === null)
      return unchanged('That change was not understood. Please reload the page.', 400)
    return toldBy(await change, cart, form)
  } catch (error) {
    console.error(error)
    return unchanged(NO_ANSWER, 503)
  }
}

function toldBy(
  { cart: changed, errors, userErrors, warnings }: CartQueryDataReturn,
  cart: HydrogenCart,
  { action, inputs }: CartActionInput,
): ChangedCart {
  const problem = cartProblem([...(userErrors ?? []), ...(errors ?? [])], warnings)
  if (!changed?.id)
    return unchanged(problem ?? 'The shop did not make that change. Please reload the page.', 422)
  return {
    answer: { problem },
    status: 200,
    headers: cart.setCartId(changed.id),
    held: heldSchema.safeParse(changed).data ?? null,
    addedFrom:
      (action === CartForm.ACTIONS.LinesAdd && problem === null && slotSchema.safeParse(inputs.shelf).data) ||
      null,
  }
}

const unchanged = (problem: string, status: number): ChangedCart => ({
  answer: { problem },
  status,
  headers: new Headers(),
  held: null,
  addedFrom: null,
})

/** Null for a body that is no form, or a form whose `cartFormInput` is not what {@link CartForm} writes. */
async function readForm(request: Request): Promise<CartActionInput | null> {
  try {
    return CartForm.getFormInput(await request.formData())
  } catch {
    return null
  }
}

function changeOf(
  cart: HydrogenCart,
  { action, inputs }: CartActionInput,
): Promise<CartQueryDataReturn> | null {
  if (action === CartForm.ACTIONS.LinesAdd) {
    const { success, data } = linesAdd.safeParse(inputs)
    if (!success) return null
    const lines = data.lines.map((line) => ({ ...line, quantity: data.quantity ?? line.quantity }))
    return addLines(cart, lines)
  }
  if (action === CartForm.ACTIONS.LinesUpdate) {
    const { success, data } = linesUpdate.safeParse(inputs)
    return success ? cart.updateLines(data.lines) : null
  }
  if (action === CartForm.ACTIONS.LinesRemove) {
    const { success, data } = linesRemove.safeParse(inputs)
    return success ? cart.removeLines(data.lineIds) : null
  }
  if (action === CartForm.ACTIONS.DiscountCodesUpdate) {
    const { success, data } = discounts.safeParse(inputs)
    if (!success) return null
    return cart.updateDiscountCodes([...data.discountCodes, data.discountCode].filter((code) => code !== ''))
  }
  return null
}

/** Shopify forgets carts after a while; what is added to a forgotten one goes into a new one. */
async function addLines(cart: HydrogenCart, lines: CartLineInput[]): Promise<CartQueryDataReturn> {
  const answer = await cart.addLines(lines)
  const forgotten = !answer.cart && cart.getCartId() !== undefined
  return forgotten ? cart.create({ lines }) : answer
}
