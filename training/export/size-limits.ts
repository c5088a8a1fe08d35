/**
 * @module What keeps a release within the sizes that a Worker takes, known before anything is trained.
 */
import { MAX_BLOB_BYTES } from '@aisle/edge-model/contract'
import { InputError } from '../dataset/input-error.ts'
import { layoutWeights, type TableShape } from './weights.ts'

/**
 * K, the entries a row: as many as wanted where the weights of all tables of a release stay within MAX_BLOB_BYTES
 * together, otherwise as many as fit.
 * @param tables how many tables of this shape the release has; each gets an equal share of the room
 * @throws InputError where not even one entry a row fits
 */
export function fittingNeighbours(wanted: TableShape, tables = 1): number {
  const room = MAX_BLOB_BYTES / tables
  let { neighbours } = wanted
  while (layoutWeights({ ...wanted, neighbours }).bytes > room) {
    if (neighbours === 1) throw new InputError(tooManyProducts(wanted.items))
    neighbours -= 1
  }
  return neighbours
}

/** @throws InputError where items.json is longer than a Worker takes */
export function checkItemsJson(json: Uint8Array, items: number): void {
  if (json.length > MAX_BLOB_BYTES) throw new InputError(tooManyProducts(items))
}

const tooManyProducts = (items: number): string =>
  `A model of ${items} products exceeds the ${MAX_BLOB_BYTES} bytes that its tables, or its list of products, may have. ` +
  'Learn from fewer: with aisle train --from DATE, products no longer sold are left out.'
