/**
 * @module A shop valued anew by the scorers of its last training: new sessions count, new products get rows and places.
 * Nothing is fitted, so it takes a small part of a training's time.
 */
import { indexContent } from '../../content/content-index.ts'
import type { ProductContent } from '../../dataset/catalog.ts'
import { InputError } from '../../dataset/input-error.ts'
import type { SessionLog } from '../../dataset/session-log.ts'
import type { OnProgress, ShopModel } from '../model.ts'
import { withCatalog } from './catalog-items.ts'
import type { ShopScorer } from './scorer-file.ts'
import { valueShop } from './shop.ts'

/**
 * @returns the model, and the sessions over all products of the catalog: row r of every table is its item r
 * @throws InputError where the scorer reads what products say of themselves, and most say nothing by now
 */
export async function syncShop(
  sessions: SessionLog,
  catalog: ReadonlyMap<string, ProductContent>,
  { fitted, worth, described }: ShopScorer,
  onProgress?: OnProgress,
): Promise<{ model: ShopModel; log: SessionLog }> {
  const log = withCatalog(sessions, catalog)
  const content = described ? indexContent(log.items, catalog) : null
  if (described && content === null) {
    throw new InputError(
      'The release was learned from descriptions of the products, and the dataset describes less than half of them now: ' +
        'import the products again, or train again with aisle train.',
    )
  }
  return { model: await valueShop({ log, content }, catalog, { fitted, worth }, onProgress), log }
}
