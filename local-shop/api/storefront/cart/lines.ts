/**
 * @module Changing a cart's lines: pure functions from lines to lines, with what Shopify would warn of.
 */
import type { CartErrorCode, CartWarningCode } from '@shopify/hydrogen/storefront-api-types'
import type { Store, VariantRecord } from '../../store/records.ts'
import type { Attribute, CartLineRecord } from './records.ts'

export interface UserError {
  code: CartErrorCode
  field: string[]
  message: string
}

export interface Warning {
  code: CartWarningCode
  message: string
  /** Gid of the line, or of the variant where no line came to be. */
  target: string
}

export interface LinesChange {
  lines: readonly CartLineRecord[]
  userErrors: UserError[]
  warnings: Warning[]
}

export interface NewLine {
  merchandiseId: string
  quantity?: number | null
  attributes?: readonly Attribute[] | null
  sellingPlanId?: string | null
}

export interface LineUpdate {
  id: string
  merchandiseId?: string | null
  quantity?: number | null
  attributes?: readonly Attribute[] | null
  sellingPlanId?: string | null
}

const MAX_LINES = 500

const refuse = (lines: readonly CartLineRecord[], userErrors: UserError[]): LinesChange => ({
  lines,
  userErrors,
  warnings: [],
})

function variantOf(store: Store, merchandiseId: string): VariantRecord | undefined {
  const record = store.nodeById.get(merchandiseId)
  return record?.__typename === 'ProductVariant' ? record : undefined
}

function invalid(field: string[], message: string): UserError {
  return { code: 'INVALID', field, message }
}

const unknownMerchandise = (field: string[], id: string): UserError =>
  invalid(field, `The merchandise with id ${id} does not exist.`)

/** The shop sells nothing by subscription. */
const sellingPlan = (field: string[]): UserError => ({
  code: 'SELLING_PLAN_NOT_APPLICABLE',
  field: [...field, 'sellingPlanId'],
  message: 'Selling plan is not applicable.',
})

/** Attributes are equal without regard to their order. */
function sameAttributes(a: readonly Attribute[], b: readonly Attribute[]): boolean {
  const canonical = (attributes: readonly Attribute[]): string =>
    JSON.stringify(attributes.map(({ key, value }) => [key, value]).toSorted())
  return canonical(a) === canonical(b)
}

/** Holds every variant to its stock over all of its lines; what was in the cart first has the first claim. */
function clampToStock(lines: readonly CartLineRecord[]): LinesChange {
  const left = new Map<string, number>()
  const warnings: Warning[] = []
  const kept = lines.toReversed().flatMap((line): CartLineRecord[] => {
    const { gid, variant, product } = line.variant
    const available = left.get(gid) ?? variant.quantityAvailable
    const quantity = Math.min(line.quantity, available)
    left.set(gid, available - quantity)
    if (quantity === line.quantity) return [line]
    const title = `${product.product.title}${variant.title === 'Default Title' ? '' : ` - ${variant.title}`}`
    warnings.push(
      variant.quantityAvailable === 0
        ? {
            code: 'MERCHANDISE_OUT_OF_STOCK',
            target: gid,
            message: `The product '${title}' is already sold out.`,
          }
        : {
            code: 'MERCHANDISE_NOT_ENOUGH_STOCK',
            target: line.id,
            message: `Only ${variant.quantityAvailable} of '${title}' are available; the cart holds no more.`,
          },
    )
    return quantity === 0 ? [] : [{ ...line, quantity }]
  })
  return { lines: kept.toReversed(), userErrors: [], warnings }
}

/** Lines of the same variant with the same attributes are one line. */
function isSameLine(a: CartLineRecord, b: CartLineRecord): boolean {
  return a.variant === b.variant && sameAttributes(a.attributes, b.attributes)
}

/**
 * Adds lines. Nothing is added where one of them can't be.
 * @param path where the lines stand in the mutation's arguments, for the errors' `field`
 */
export function addLines(
  lines: readonly CartLineRecord[],
  added: readonly NewLine[],
  store: Store,
  newLineId: () => string,
  path: string[],
): LinesChange {
  const userErrors: UserError[] = []
  const result = [...lines]
  for (const [at, { merchandiseId, quantity, attributes, sellingPlanId }] of added.entries()) {
    const field = [...path, String(at)]
    const variant = variantOf(store, merchandiseId)
    if (variant === undefined) {
      userErrors.push(unknownMerchandise([...field, 'merchandiseId'], merchandiseId))
    } else if ((quantity ?? 1) < 1) {
      userErrors.push(invalid([...field, 'quantity'], 'The quantity must be at least 1.'))
    } else if (sellingPlanId != null) {
      userErrors.push(sellingPlan(field))
    } else {
      const line = { id: newLineId(), variant, quantity: quantity ?? 1, attributes: attributes ?? [] }
      if (result.some((earlier) => isSameLine(earlier, line))) result.push(line)
      else result.unshift(line)
    }
  }
  if (mergeEqual(result).length > MAX_LINES) {
    userErrors.push({
      code: 'CART_TOO_LARGE',
      field: path,
      message: `A cart holds at most ${MAX_LINES} lines.`,
    })
  }
  return userErrors.length > 0 ? refuse(lines, userErrors) : clampToStock(mergeEqual(result))
}

/** Updates lines; quantity 0 removes. Nothing changes where one of them can't be updated. */
export function updateLines(
  lines: readonly CartLineRecord[],
  updates: readonly LineUpdate[],
  store: Store,
): LinesChange {
  const userErrors: UserError[] = []
  let result = [...lines]
  for (const [at, update] of updates.entries()) {
    const field = ['lines', String(at)]
    const line = result.find(({ id }) => id === update.id)
    const variant = update.merchandiseId == null ? line?.variant : variantOf(store, update.merchandiseId)
    const quantity = update.quantity ?? line?.quantity ?? 0
    if (line === undefined) {
      userErrors.push({
        code: 'INVALID_MERCHANDISE_LINE',
        field: [...field, 'id'],
        message: `The merchandise line with id ${update.id} does not exist.`,
      })
    } else if (variant === undefined) {
      userErrors.push(unknownMerchandise([...field, 'merchandiseId'], update.merchandiseId ?? ''))
    } else if (quantity < 0) {
      userErrors.push(invalid([...field, 'quantity'], 'The quantity must not be negative.'))
    } else if (update.sellingPlanId != null) {
      userErrors.push(sellingPlan(field))
    } else {
      const updated = { ...line, variant, quantity, attributes: update.attributes ?? line.attributes }
      result = result.flatMap((candidate) => (candidate !== line ? candidate : quantity === 0 ? [] : updated))
    }
  }
  return userErrors.length > 0 ? refuse(lines, userErrors) : clampToStock(mergeEqual(result))
}

/** An update can make two lines equal: the later one goes into the earlier. */
function mergeEqual(lines: readonly CartLineRecord[]): CartLineRecord[] {
  const merged: CartLineRecord[] = []
  for (const line of lines) {
    const at = merged.findIndex((earlier) => isSameLine(earlier, line))
    const earlier = merged[at]
    if (earlier === undefined) merged.push(line)
    else merged[at] = { ...earlier, quantity: earlier.quantity + line.quantity }
  }
  return merged
}

/** Removes lines. Nothing is removed where one of them is not there. */
export function removeLines(lines: readonly CartLineRecord[], ids: readonly string[]): LinesChange {
  const userErrors = ids.flatMap((id, at): UserError[] =>
    lines.some((line) => line.id === id)
      ? []
      : [
          {
            code: 'INVALID_MERCHANDISE_LINE',
            field: ['lineIds', String(at)],
            message: `The merchandise line with id ${id} does not exist.`,
          },
        ],
  )
  if (userErrors.length > 0) return refuse(lines, userErrors)
  return { lines: lines.filter(({ id }) => !ids.includes(id)), userErrors: [], warnings: [] }
}
