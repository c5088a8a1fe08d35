/**
 * @module The cart mutations. Each answers {cart, userErrors, warnings}; with a userError nothing changed and `cart` is null.
 */
import { randomUUID } from 'node:crypto'
import type {
  CartBuyerIdentityInput,
  CartLineInput,
  MutationCartAttributesUpdateArgs,
  MutationCartBuyerIdentityUpdateArgs,
  MutationCartCreateArgs,
  MutationCartDiscountCodesUpdateArgs,
  MutationCartGiftCardCodesAddArgs,
  MutationCartGiftCardCodesRemoveArgs,
  MutationCartGiftCardCodesUpdateArgs,
  MutationCartLinesAddArgs,
  MutationCartLinesRemoveArgs,
  MutationCartLinesUpdateArgs,
  MutationCartNoteUpdateArgs,
} from '@shopify/hydrogen/storefront-api-types'
import { notServed } from '../../graphql/not-served.ts'
import type { Fields } from '../../graphql/schema.ts'
import { checkListSize } from '../../list-size.ts'
import type { StorefrontContext } from '../context.ts'
import { customerAccountsRefused } from '../customers.ts'
import { giftCardId } from './fields.ts'
import {
  addLines,
  type LinesChange,
  removeLines,
  type UserError,
  updateLines,
  type Warning,
} from './lines.ts'
import { isDiscount, isGiftCard } from './prices.ts'
import { type BuyerIdentity, type CartRecord, cartId } from './records.ts'

interface Payload {
  cart: CartRecord | null
  userErrors: UserError[]
  warnings: Warning[]
}

const MAX_NOTE = 5000

const refused = (userErrors: UserError[]): Payload => ({ cart: null, userErrors, warnings: [] })

const newLineId =
  ({ token }: CartRecord) =>
  (): string =>
    `gid://shopify/CartLine/${randomUUID()}?cart=${token}`

/** Finds the cart, lets `change` make a new one of it, and saves that. */
function change(
  { carts }: StorefrontContext,
  id: string,
  make: (cart: CartRecord) => Partial<CartRecord> | UserError[],
  warningsOf: (cart: CartRecord) => Warning[] = () => [],
): Payload {
  const cart = carts.find(id)
  if (cart === undefined) {
    return refused([{ code: 'INVALID', field: ['cartId'], message: 'The specified cart does not exist.' }])
  }
  const made = make(cart)
  if (Array.isArray(made)) return refused(made)
  const saved = carts.save({ ...cart, ...made })
  return { cart: saved, userErrors: [], warnings: warningsOf(saved) }
}

function changeLines(
  context: StorefrontContext,
  id: string,
  make: (cart: CartRecord) => LinesChange,
): Payload {
  const warnings: Warning[] = []
  return change(
    context,
    id,
    (cart) => {
      const { lines, userErrors, warnings: told } = make(cart)
      warnings.push(...told)
      return userErrors.length > 0 ? userErrors : { lines }
    },
    () => warnings,
  )
}

/** Codes as entered, each once whatever its case, the empty ones left out. */
function distinctCodes(codes: readonly string[]): string[] {
  return [...new Map(codes.map((code) => [code.trim().toUpperCase(), code.trim()])).values()].filter(
    (code) => code !== '',
  )
}

const unknownCodes = (cart: CartRecord): Warning[] =>
  cart.discountCodes
    .filter((code) => !isDiscount(code))
    .map((code) => ({
      code: 'DISCOUNT_NOT_FOUND',
      target: cartId(cart),
      message: `The discount code ${code} was not found.`,
    }))

const giftCardErrors = (codes: readonly string[], field: string[]): UserError[] =>
  codes
    .filter((code) => !isGiftCard(code))
    .map((code) => ({ code: 'INVALID', field, message: `The gift card code ${code} is not valid.` }))

function setGiftCards(entered: readonly string[]): Partial<CartRecord> | UserError[] {
  const giftCardCodes = distinctCodes(entered)
  const errors = giftCardErrors(giftCardCodes, ['giftCardCodes'])
  return errors.length > 0 ? errors : { giftCardCodes }
}

function buyerIdentity(input: CartBuyerIdentityInput, before: BuyerIdentity): BuyerIdentity {
  if (input.customerAccessToken != null)
    throw customerAccountsRefused('CartBuyerIdentityInput.customerAccessToken')
  if (input.companyLocationId != null) throw notServed('CartBuyerIdentityInput.companyLocationId')
  if (input.preferences != null) throw notServed('CartBuyerIdentityInput.preferences')
  return {
    countryCode: input.countryCode ?? before.countryCode,
    email: input.email ?? before.email,
    phone: input.phone ?? before.phone,
  }
}

const noteErrors = (note: string, field: string[]): UserError[] =>
  note.length <= MAX_NOTE
    ? []
    : [
        {
          code: 'NOTE_TOO_LONG',
          field,
          message: `The note has ${note.length} characters; at most ${MAX_NOTE} fit.`,
        },
      ]

/** Lines as the API takes them, checked for what this shop does not know. */
function checkLines(lines: readonly CartLineInput[]): readonly CartLineInput[] {
  checkListSize(lines)
  if (lines.some(({ parent }) => parent != null)) throw notServed('CartLineInput.parent')
  return lines
}

function createCart({ input }: MutationCartCreateArgs, context: StorefrontContext): Payload {
  if (input?.delivery != null) throw notServed('CartInput.delivery')
  if (input?.metafields != null && input.metafields.length > 0) throw notServed('CartInput.metafields')
  const lines = checkLines(input?.lines ?? [])
  const cart = context.carts.blank()
  const added = addLines([], lines, context.store, newLineId(cart), ['input', 'lines'])
  const giftCardCodes = distinctCodes(input?.giftCardCodes ?? [])
  const errors = [
    ...added.userErrors,
    ...giftCardErrors(giftCardCodes, ['input', 'giftCardCodes']),
    ...noteErrors(input?.note ?? '', ['input', 'note']),
  ]
  if (errors.length > 0) return refused(errors)
  const saved = context.carts.save({
    ...cart,
    giftCardCodes,
    lines: added.lines,
    note: input?.note ?? '',
    attributes: input?.attributes ?? [],
    buyerIdentity: buyerIdentity(input?.buyerIdentity ?? {}, cart.buyerIdentity),
    discountCodes: distinctCodes(input?.discountCodes ?? []),
  })
  return { cart: saved, userErrors: [], warnings: [...added.warnings, ...unknownCodes(saved)] }
}

export const cartMutations: Fields<unknown, StorefrontContext> = {
  cartCreate: (_root, args: MutationCartCreateArgs, context) => createCart(args, context),
  cartLinesAdd: (_root, { cartId: id, lines }: MutationCartLinesAddArgs, context) =>
    changeLines(context, id, (cart) =>
      addLines(cart.lines, checkLines(lines), context.store, newLineId(cart), ['lines']),
    ),
  cartLinesUpdate: (_root, { cartId: id, lines }: MutationCartLinesUpdateArgs, context) => {
    checkListSize(lines)
    return changeLines(context, id, (cart) => updateLines(cart.lines, lines, context.store))
  },
  cartLinesRemove: (_root, { cartId: id, lineIds }: MutationCartLinesRemoveArgs, context) => {
    checkListSize(lineIds)
    return changeLines(context, id, (cart) => removeLines(cart.lines, lineIds))
  },
  cartDiscountCodesUpdate: (_root, args: MutationCartDiscountCodesUpdateArgs, context) =>
    change(
      context,
      args.cartId,
      () => ({ discountCodes: distinctCodes(args.discountCodes ?? []) }),
      unknownCodes,
    ),
  cartGiftCardCodesUpdate: (_root, args: MutationCartGiftCardCodesUpdateArgs, context) =>
    change(context, args.cartId, () => setGiftCards(args.giftCardCodes)),
  cartGiftCardCodesAdd: (_root, args: MutationCartGiftCardCodesAddArgs, context) =>
    change(context, args.cartId, (cart) => setGiftCards([...cart.giftCardCodes, ...args.giftCardCodes])),
  cartGiftCardCodesRemove: (_root, args: MutationCartGiftCardCodesRemoveArgs, context) =>
    change(context, args.cartId, (cart) => ({
      giftCardCodes: cart.giftCardCodes.filter((code) => !args.appliedGiftCardIds.includes(giftCardId(code))),
    })),
  cartNoteUpdate: (_root, { cartId: id, note }: MutationCartNoteUpdateArgs, context) =>
    change(context, id, () => {
      const errors = noteErrors(note ?? '', ['note'])
      return errors.length > 0 ? errors : { note: note ?? '' }
    }),
  cartAttributesUpdate: (_root, { cartId: id, attributes }: MutationCartAttributesUpdateArgs, context) =>
    change(context, id, () => ({ attributes })),
  cartBuyerIdentityUpdate: (_root, args: MutationCartBuyerIdentityUpdateArgs, context) =>
    change(context, args.cartId, (cart) => ({
      buyerIdentity: buyerIdentity(args.buyerIdentity, cart.buyerIdentity),
    })),
}
