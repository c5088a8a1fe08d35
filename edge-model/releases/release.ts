/**
 * @module A loaded release: manifest, product ids and the model that ranks them. Held by whoever uses it; the last one
 * to let go frees the model's memory.
 */
import type { Digest } from '../contract/ids.ts'
import type { Manifest } from '../contract/manifest.ts'
import type { SessionRows } from '../contract/session.ts'
import type { ItemModel, Ranking } from '../runtime/item-model.ts'

export class Release {
  /** Digest of the manifest. */
  readonly id: Digest
  readonly manifest: Manifest
  readonly #productIds: readonly string[]
  readonly #rows: ReadonlyMap<string, number>
  readonly #model: ItemModel
  #holders = 0

  constructor(id: Digest, manifest: Manifest, productIds: readonly string[], model: ItemModel) {
    this.id = id
    this.manifest = manifest
    this.#productIds = productIds
    this.#rows = new Map(productIds.map((productId, row) => [productId, row]))
    this.#model = model
  }

  /** Table row of a product, or undefined where the model does not know it. */
  rowOf(productId: string): number | undefined {
    return this.#rows.get(productId)
  }

  /** Product of a table row. */
  productOf(row: number): string | undefined {
    return this.#productIds[row]
  }

  /** The k best rows, 1 ≤ k ≤ the number of items; see `ItemModel.rank`. */
  rank(session: SessionRows, exclude: Int32Array, k: number): Promise<Ranking> {
    return this.#model.rank(session, exclude, k)
  }

  /** Keeps the model in memory for `holders` more, each of which must call `letGo` once. */
  hold(holders = 1): this {
    this.#holders += holders
    return this
  }

  letGo(): void {
    this.#holders -= 1
    if (this.#holders > 0) return
    this.#model.release().catch((error: unknown) => {
      console.error(`The memory of release ${this.id} could not be freed.`, error)
    })
  }
}
