/**
 * @module A loaded release: theme, manifest, products and the tables that rank them. Held by whoever uses it; the last one to
 * let go frees the tables' memory.
 */
import type { Digest } from '../contract/ids.ts'
import type { Items } from '../contract/items.ts'
import type { Manifest } from '../contract/manifest.ts'
import type { ReleaseDocument } from '../contract/release-document.ts'
import type { SessionRows } from '../contract/session.ts'
import type { Theme } from '../contract/theme.ts'
import type { ItemModel, Ranking } from '../runtime/item-model.ts'

export class Release {
  /** Digest of the release document. */
  readonly id: Digest
  readonly theme: Theme
  /** From then on it must not be served, milliseconds since the epoch. */
  readonly expiresAt: number
  readonly manifest: Manifest
  /** What is known of each row's product. */
  readonly items: Items
  readonly #rows: ReadonlyMap<string, number>
  readonly #models: ReadonlyMap<string, ItemModel>
  #holders = 0

  constructor(
    id: Digest,
    { theme, expiresAt }: ReleaseDocument,
    manifest: Manifest,
    items: Items,
    models: ReadonlyMap<string, ItemModel>,
  ) {
    this.id = id
    this.theme = theme
    this.expiresAt = Date.parse(expiresAt)
    this.manifest = manifest
    this.items = items
    this.#rows = new Map(items.ids.map((productId, row) => [productId, row]))
    this.#models = models
  }

  /** Table row of a product, or undefined where the model does not know it. */
  rowOf(productId: string): number | undefined {
    return this.#rows.get(productId)
  }

  /** The k best rows of a table, 1 ≤ k ≤ the number of items; see `ItemModel.rank`. */
  async rank(table: string, session: SessionRows, exclude: Int32Array, k: number): Promise<Ranking> {
    const model = this.#models.get(table)
    if (model === undefined) throw new Error(`Release ${this.id} has no table "${table}".`)
    return model.rank(session, exclude, k)
  }

  /** Keeps the tables in memory for `holders` more, each of which must call `letGo` once. */
  hold(holders = 1): this {
    this.#holders += holders
    return this
  }

  letGo(): void {
    this.#holders -= 1
    if (this.#holders > 0) return
    for (const model of this.#models.values()) {
      model.release().catch((error: unknown) => {
        console.error(`The memory of release ${this.id} could not be freed.`, error)
      })
    }
  }
}
