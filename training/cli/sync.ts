/**
 * @module aisle sync: brings a release up to date with the shop's catalog and the dataset's sessions, without training.
 *
 *     npm run aisle -- sync --data .aisle/data --release .aisle/release
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseItems } from '@aisle/edge-model/contract'
import { defineCommand } from 'citty'
import { z } from 'zod'
import { loadCatalog } from '../dataset/catalog.ts'
import { loadDataset } from '../dataset/dataset.ts'
import { readReports } from '../dataset/part.ts'
import { sessionCount } from '../dataset/session-log.ts'
import { checkReleaseDirectory } from '../export/write-release.ts'
import { importFiles } from '../import/import-files.ts'
import type { ShopModel } from '../models/model.ts'
import { readScorer } from '../models/shop/scorer-file.ts'
import { syncShop } from '../models/shop/sync-shop.ts'
import { readRelease } from '../publish/release.ts'
import { ITEMS_FILE } from '../publish/release-files.ts'
import { readFlags } from './flags.ts'
import { withHelp } from './help.ts'
import { count, createOutput, table } from './output.ts'
import { buildRelease, sizeAndChecks, sourceDateEpoch } from './release-output.ts'
import { catalogReader, SHOP_ACCESS, shopUrl } from './shop-catalog.ts'
import { withProgress } from './with-progress.ts'

/** New products named one by one for people; --json names all. */
const MOST_NAMED = 10
const UNDESCRIBED = 'the model was learned without descriptions; train again when most products have some'

const flagsSchema = z.object({
  data: z.string().min(1),
  release: z.string().min(1),
  'shop-url': shopUrl.optional(),
  json: z.boolean(),
})

const command = defineCommand({
  meta: {
    name: 'sync',
    description: 'Gives new products and sessions their place in a release, without training',
  },
  args: {
    data: {
      type: 'string',
      required: true,
      valueHint: 'dir',
      description: 'The dataset the release was learned from, and what was imported since',
    },
    release: {
      type: 'string',
      required: true,
      valueHint: 'dir',
      description: 'The directory aisle train wrote; it is replaced',
    },
    'shop-url': {
      type: 'string',
      valueHint: 'url',
      description: `The shop whose catalog is read into the dataset first (SHOPIFY_SHOP_URL); ${SHOP_ACCESS}. Without it the products are those of the dataset`,
    },
    json: { type: 'boolean', default: false, description: 'Print one JSON object' },
  },
  async run({ args }) {
    const flags = readFlags(flagsSchema, args)
    const { data, release: dir } = flags
    const output = createOutput(flags.json)
    const epoch = sourceDateEpoch()
    const catalogOf = catalogReader(flags['shop-url'], output)
    // What can be wrong here is told before the shop is asked.
    const { shop, card } = (await readRelease(dir)).manifest
    const scorer = await readScorer(dir)
    const before = parseItems(JSON.parse(await readFile(join(dir, ITEMS_FILE), 'utf8'))).ids
    await checkReleaseDirectory(dir)
    await readReports(data)

    if (catalogOf !== null) await importFiles([], { into: data, format: null, catalog: catalogOf })
    const sessions = await withProgress('Reading the dataset', output, (onProgress) =>
      loadDataset(data, {}, onProgress),
    )
    const catalog = await loadCatalog(data)
    const started = performance.now()
    const synced = await withProgress('Valuing all pairs', output, (onProgress) =>
      syncShop(sessions, catalog, scorer, onProgress),
    )
    const seconds = (performance.now() - started) / 1000
    const { log, model } = synced
    const built = await buildRelease(dir, synced, { shop, catalog, card, scorer, epoch }, output)

    const known = new Set(before)
    const added = log.items.flatMap((id, row) => (known.has(id) ? [] : [{ id, row }]))
    const rowless = added.filter(({ row }) => !hasRow(model, row)).map(({ id }) => id)
    const newIds = added.map(({ id }) => id)
    const { release, bytes, checks, manifest } = built
    const products = { before: before.length, now: log.items.length }
    output.line(
      table([
        ['release', release.slice(0, 12)],
        ['products', `${count(products.now)}, before ${count(products.before)}`],
        ['new', newIds.length === 0 ? 'none' : `${count(newIds.length)}: ${named(newIds)}`],
        ...(rowless.length === 0 ? [] : [['without a row', `${named(rowless)}: ${UNDESCRIBED}`]]),
        ['sessions', `${count(sessionCount(log))} with ${count(log.events.length)} events`],
        ['valued in', `${seconds.toFixed(1)} s`],
        ...sizeAndChecks(built),
        ['written to', dir],
      ]),
    )
    output.result({ release, products, new: newIds, withoutRow: rowless, seconds, bytes, checks, manifest })
  },
})

/** Whether any table says what to recommend beside the product. Rows have their strongest entries first. */
const hasRow = ({ tables }: ShopModel, row: number): boolean =>
  Object.values(tables).some(
    ({ table: { value, heads, neighbours } }) => (value[row * heads * neighbours] ?? 0) > 0,
  )

function named(ids: readonly string[]): string {
  const more = ids.length - MOST_NAMED
  return ids.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${count(more)} more` : '')
}

export default withHelp(command, [
  {
    does: "With the shop's catalog of this minute, then served at once",
    run: 'aisle sync --data .aisle/data --release .aisle/release --shop-url https://my-shop.myshopify.com && aisle publish --release .aisle/release',
  },
  {
    does: 'With products from a file',
    run: 'aisle import products.csv --into .aisle/data && aisle sync --data .aisle/data --release .aisle/release',
  },
])
