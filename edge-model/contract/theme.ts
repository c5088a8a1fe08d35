/**
 * @module The theme: which shelves each kind of page shows, with what title, layout and length. It is released together
 * with a model, so that a rollback brings both back.
 */
import { z } from 'zod'
import { slotSchema } from './ids.ts'
import { ContractError, describeIssues } from './problem.ts'

export const THEME_VERSION = 1

/** Of a page. */
export const MAX_SHELVES = 4
/** Products shown. */
export const MAX_SHELF_LENGTH = 24

/** Kinds of pages that can show shelves. */
export const pageSchema = z.enum(['home', 'product', 'collection', 'search', 'cart'])
export type Page = z.infer<typeof pageSchema>

export const layoutSchema = z.enum(['row', 'grid'])

export const shelfSchema = z.strictObject({
  slot: slotSchema,
  title: z.string().trim().min(1).max(60),
  /** `row`: one line that scrolls sideways where it is too long; `grid`: as many lines as it takes. */
  layout: layoutSchema,
  /** Products shown. */
  length: z.int().min(1).max(MAX_SHELF_LENGTH),
})
export type ThemeShelf = z.infer<typeof shelfSchema>

export const themeSchema = z.strictObject({
  schemaVersion: z.literal(THEME_VERSION),
  /** For people: "autumn", "long shelves". */
  name: z.string().trim().min(1).max(60),
  /** From top to bottom; a slot stands on a page once. */
  pages: z.record(
    pageSchema,
    z
      .array(shelfSchema)
      .max(MAX_SHELVES)
      .refine((shelves) => new Set(shelves.map(({ slot }) => slot)).size === shelves.length, {
        error: 'names a slot twice',
      }),
  ),
})
export type Theme = z.infer<typeof themeSchema>

/**
 * Checks a theme.
 * @throws ContractError `unknown_version` for another schemaVersion, `bad_theme` for anything else amiss
 */
export function parseTheme(json: unknown): Theme {
  const version = z.object({ schemaVersion: z.number() }).safeParse(json).data?.schemaVersion
  if (version !== undefined && version !== THEME_VERSION) {
    throw new ContractError(
      'unknown_version',
      `The theme has schemaVersion ${version}; this version of Aisle reads ${THEME_VERSION}.`,
    )
  }
  const parsed = themeSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new ContractError('bad_theme', `The theme is not valid: ${describeIssues(parsed.error)}.`)
}
