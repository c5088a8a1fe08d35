/**
 * @module A shop with one release, and its products by their rows.
 */
import { isolate, newShop, publish } from './isolate.ts'
import { productId, type Recipe, releaseFiles } from './release-files.ts'

export async function serving(recipe: Omit<Recipe, 'shop'> = {}) {
  const worker = isolate(newShop())
  await publish(worker, await releaseFiles({ shop: worker.shop, ...recipe }), null)
  return worker
}

export const ids = (...rows: number[]) => rows.map(productId)
export const idsOf = (answer: { items: { productId: string }[] }) =>
  answer.items.map((item) => item.productId)
export const ROWS = Array.from({ length: 24 }, (_, row) => row)
