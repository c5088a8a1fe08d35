/**
 * @module What a reader left out of a file and why: a count and the first line number for each reason.
 */
import { z } from 'zod'

/** Every reason there is, in the order it is reported, with the words for it. */
export const REASONS = {
  test_order: 'test order',
  cancelled: 'cancelled order',
  returned: 'return or refund',
  no_price: 'zero or negative price',
  not_a_product: 'not a product: postage, fees, vouchers, manual entries',
  not_in_catalog: "not in the shop's catalog",
  same_line: 'the same line again',
  same_product: 'same product again in the order, added to it',
  product_again: 'the same product again, its fields put together',
  bad_fields: 'malformed: wrong number of fields',
  bad_id: 'malformed: missing or overlong id',
  bad_time: 'malformed: not a time',
  bad_number: 'malformed: not a number',
  bad_kind: 'malformed: kind is neither view nor purchase',
  blank: 'blank line',
} as const
export type Reason = keyof typeof REASONS

const isReason = (value: unknown): value is Reason =>
  typeof value === 'string' && Object.hasOwn(REASONS, value)

export const leftOutSchema = z.strictObject({
  reason: z.custom<Reason>(isReason, 'not a known reason'),
  /** Lines left out for this reason. */
  lines: z.int().min(1),
  /** Number of the first such line; the file's first line is 1. */
  example: z.int().min(1),
})
export type LeftOutEntry = z.infer<typeof leftOutSchema>

export class LeftOut {
  private readonly byReason = new Map<Reason, LeftOutEntry>()

  add(reason: Reason, line: number): void {
    const entry = this.byReason.get(reason)
    if (entry === undefined) this.byReason.set(reason, { reason, lines: 1, example: line })
    else {
      entry.lines += 1
      entry.example = Math.min(entry.example, line)
    }
  }

  /** In the order of `REASONS`, so that equal files make equal reports. */
  entries(): LeftOutEntry[] {
    return Object.keys(REASONS).flatMap((reason) =>
      isReason(reason) ? (this.byReason.get(reason) ?? []) : [],
    )
  }
}
