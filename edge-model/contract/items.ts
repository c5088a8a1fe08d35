/**
 * @module The `items` blob: the products of a release's rows and what the rules of a shelf must know of them. All tables
 * of a release have the same rows.
 */
import { z } from 'zod'
import { productIdSchema } from './ids.ts'
import { ContractError, describeIssues } from './problem.ts'

const flagSchema = z.union([z.literal(0), z.literal(1)])

const itemsSchema = z
  .strictObject({
    /** Product of row r. */
    ids: z.array(productIdSchema).min(1),
    /** Products of equal number are variants of one product, and so one family. */
    families: z.array(z.int().min(0)),
    /** 1: bought again by the same customer, so it may be recommended to who has bought it. */
    repeats: z.array(flagSchema),
    /** 1: too new to have counts, so it may be explored. */
    fresh: z.array(flagSchema),
  })
  .refine(
    ({ ids, families, repeats, fresh }) =>
      [families, repeats, fresh].every((column) => column.length === ids.length),
    { error: 'ids, families, repeats and fresh must be of one length' },
  )
export type Items = z.infer<typeof itemsSchema>

/**
 * Checks the `items` blob. That of version 1 was a plain array of product ids: each is a family of its own then, none
 * repeats, none is fresh.
 * @throws ContractError `bad_items`
 */
export function parseItems(json: unknown): Items {
  const parsed = itemsSchema.safeParse(Array.isArray(json) ? ownFamilies(json) : json)
  if (!parsed.success) {
    throw new ContractError(
      'bad_items',
      `The list of products is not valid: ${describeIssues(parsed.error)}.`,
    )
  }
  if (new Set(parsed.data.ids).size !== parsed.data.ids.length) {
    throw new ContractError('bad_items', 'The list of products names a product id twice.')
  }
  return parsed.data
}

function ownFamilies(ids: readonly unknown[]) {
  return { ids, families: ids.map((_, row) => row), repeats: ids.map(() => 0), fresh: ids.map(() => 0) }
}
