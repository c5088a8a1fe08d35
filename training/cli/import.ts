/**
 * @module aisle import: reads order history and sessions into a dataset.
 *
 *     npm run aisle -- import orders.csv sessions.tsv --into .aisle/data
 */
import { basename } from 'node:path'
import { defineCommand } from 'citty'
import { z } from 'zod'
import { REASONS } from '../dataset/left-out.ts'
import { formatSchema } from '../dataset/part.ts'
import { type ImportedPart, importFiles } from '../import/import-files.ts'
import { connectAdminApi } from '../shopify/admin-api.ts'
import { fetchProductCatalog, type ProductCatalog } from '../shopify/product-catalog.ts'
import { UsageError } from './errors.ts'
import { readEnvironment, readFlags, secureUrl } from './flags.ts'
import { withHelp } from './help.ts'
import { count, createOutput, type Output, table } from './output.ts'

const shopUrl = secureUrl('https://my-shop.myshopify.com')
const flagsSchema = z.object({
  _: z.array(z.string().min(1)).min(1),
  format: z.enum(['auto', ...formatSchema.options]),
  into: z.string().min(1),
  'shop-url': shopUrl.optional(),
  'admin-token': z.string().min(1).optional(),
  json: z.boolean(),
})
const environmentSchema = z.object({
  SHOPIFY_SHOP_URL: shopUrl.optional(),
  SHOPIFY_ADMIN_TOKEN: z.string().optional(),
})

const command = defineCommand({
  meta: { name: 'import', description: 'Reads order history and sessions into a dataset' },
  args: {
    file: {
      type: 'positional',
      description:
        "Files to read, plain, .gz or .xz: Shopify's orders export, the UCI Online Retail CSV, session files, event TSVs",
    },
    into: { type: 'string', required: true, valueHint: 'dir', description: "The dataset's directory" },
    format: {
      type: 'enum',
      options: ['auto', ...formatSchema.options],
      default: 'auto',
      description: 'The format of all files; auto tells it by the first line',
    },
    'shop-url': {
      type: 'string',
      valueHint: 'url',
      description: 'The shop whose catalog turns SKUs into products (SHOPIFY_SHOP_URL)',
    },
    'admin-token': {
      type: 'string',
      valueHint: 'token',
      description: 'Token of its Admin API with the scope read_products (SHOPIFY_ADMIN_TOKEN)',
    },
    json: { type: 'boolean', default: false, description: 'Print one JSON object instead of tables' },
  },
  async run({ args }) {
    const flags = readFlags(flagsSchema, args)
    const output = createOutput(flags.json)
    let progress = output.progress('', 1)
    try {
      const parts = await importFiles(flags._, {
        into: flags.into,
        format: flags.format === 'auto' ? null : flags.format,
        catalog: catalogReader(flags['shop-url'], flags['admin-token'], output),
        onFile(path) {
          progress.stop()
          progress = output.progress(basename(path), 1)
          return (done, total) => progress.update(done / total)
        },
      })
      progress.stop()
      for (const part of parts) printPart(part, output)
      output.result({ into: flags.into, parts })
    } finally {
      progress.stop()
    }
  },
})

/** How to read the shop's catalog, or null where neither flags nor environment name a shop. */
function catalogReader(
  urlFlag: string | undefined,
  tokenFlag: string | undefined,
  output: Output,
): (() => Promise<ProductCatalog>) | null {
  const environment = readEnvironment(environmentSchema)
  const url = urlFlag ?? environment.SHOPIFY_SHOP_URL
  const token = tokenFlag ?? environment.SHOPIFY_ADMIN_TOKEN
  if (url === undefined && token === undefined) return null
  if (url === undefined || token === undefined) {
    throw new UsageError(
      'The Admin API needs both its address (--shop-url, SHOPIFY_SHOP_URL) and a token (--admin-token, SHOPIFY_ADMIN_TOKEN).',
    )
  }
  return async () => {
    const { host } = new URL(url)
    output.line(`Reading the catalog of ${host}`)
    const progress = output.progress(`catalog of ${host}`, 1)
    try {
      return await fetchProductCatalog(connectAdminApi(url, token), (done, total) =>
        progress.update(done / total),
      )
    } finally {
      progress.stop()
    }
  }
}

const day = (iso: string): string => iso.slice(0, 10)

function printPart(part: ImportedPart, output: Output): void {
  const { format, source, catalog, window } = part
  output.line(`${source.file}: ${format}${part.replaced ? ', imported before, written anew' : ''}`)
  const basket = part.purchases === part.events
  const rows = [
    ['lines read', count(part.lines), ''],
    [basket ? 'orders' : 'sessions', count(part.sessions), ''],
    ['events', count(part.events), basket ? '' : `${count(part.purchases)} of them purchases`],
    [
      'products',
      count(part.items),
      catalog === null ? '' : `of ${catalog.shop}, ${count(catalog.variants)} variants`,
    ],
    ['window', window === null ? 'no times' : `${day(window.from)} to ${day(window.to)}`, ''],
    ...part.leftOut.map(({ reason, lines, example }) => [
      `left out`,
      count(lines),
      `${REASONS[reason]} (line ${example})`,
    ]),
    ...(part.emptyOrders > 0 ? [['', count(part.emptyOrders), 'orders without a usable line']] : []),
  ]
  output.line(
    table(
      rows.map((row) => ['', ...row]),
      [2],
    ),
  )
  output.line()
}

export default withHelp(
  command,
  [
    {
      does: "Shopify's orders export and the storefront's sessions, as one dataset",
      run: 'aisle import orders.csv sessions.tsv --into .aisle/data',
    },
    {
      does: "The same, SKUs turned into products by the shop's Admin API",
      run: 'SHOPIFY_ADMIN_TOKEN=shpat_… aisle import orders.csv --shop-url https://my-shop.myshopify.com --into .aisle/data',
    },
    {
      does: 'The UCI Online Retail data, with a report for machines',
      run: 'aisle import online_retail.csv.xz --into .aisle/retail --json',
    },
  ],
  { many: true },
)
