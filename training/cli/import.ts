/**
 * @module aisle import: reads order history and sessions into a dataset.
 *
 *     npm run aisle -- import orders.csv sessions.tsv --into .aisle/data
 */
import { basename } from 'node:path'
import { defineCommand } from 'citty'
import { z } from 'zod'
import { REASONS } from '../dataset/left-out.ts'
import { FILE_FORMATS } from '../import/detect-format.ts'
import { type ImportedCatalog, type ImportedPart, importFiles } from '../import/import-files.ts'
import { readFlags } from './flags.ts'
import { withHelp } from './help.ts'
import { count, createOutput, type Output, table } from './output.ts'
import { catalogReader, SHOP_ACCESS, shopUrl } from './shop-catalog.ts'

const flagsSchema = z.object({
  _: z.array(z.string().min(1)).min(1),
  format: z.enum(['auto', ...FILE_FORMATS]),
  into: z.string().min(1),
  'shop-url': shopUrl.optional(),
  json: z.boolean(),
})

const command = defineCommand({
  meta: { name: 'import', description: 'Reads order history and sessions into a dataset' },
  args: {
    file: {
      type: 'positional',
      description:
        "Files to read, plain, .gz or .xz: Shopify's orders export, the UCI Online Retail CSV, session files, event TSVs, products files (CSV or TSV with ItemId and Title, Description, Type, Vendor, Tags, Collections, Price or CreatedAt)",
    },
    into: { type: 'string', required: true, valueHint: 'dir', description: "The dataset's directory" },
    format: {
      type: 'enum',
      options: ['auto', ...FILE_FORMATS],
      default: 'auto',
      description: 'The format of all files; auto tells it by the first line',
    },
    'shop-url': {
      type: 'string',
      valueHint: 'url',
      description: `The shop whose catalog turns SKUs into products and describes them (SHOPIFY_SHOP_URL); ${SHOP_ACCESS}`,
    },
    json: { type: 'boolean', default: false, description: 'Print one JSON object instead of tables' },
  },
  async run({ args }) {
    const flags = readFlags(flagsSchema, args)
    const output = createOutput(flags.json)
    let progress = output.progress('', 1)
    const startBar = (label: string) => {
      progress.stop()
      progress = output.progress(label, 1)
      return (done: number, total: number) => progress.update(done / total)
    }
    try {
      const parts = await importFiles(flags._, {
        into: flags.into,
        format: flags.format === 'auto' ? null : flags.format,
        catalog: catalogReader(flags['shop-url'], output),
        onFile: (path) => startBar(basename(path)),
        onWrite: (path) => startBar(`Writing ${basename(path)}`),
      })
      progress.stop()
      for (const part of parts) {
        if ('products' in part) printCatalog(part, output)
        else printPart(part, output)
      }
      output.result({ into: flags.into, parts })
    } finally {
      progress.stop()
    }
  },
})

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
    ...(part.customers > 0 ? [['customers', count(part.customers), 'as pseudonyms']] : []),
    ['window', window === null ? 'no times' : `${day(window.from)} to ${day(window.to)}`, ''],
    ...leftOutRows(part),
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

function printCatalog(catalog: ImportedCatalog, output: Output): void {
  const what = catalog.format === 'shop' ? 'products of the shop' : 'products'
  output.line(`${catalog.source}: ${what}${catalog.replaced ? ', imported before, written anew' : ''}`)
  const rows = [['products', count(catalog.products), ''], ...leftOutRows(catalog)]
  output.line(
    table(
      rows.map((row) => ['', ...row]),
      [2],
    ),
  )
  output.line()
}

const leftOutRows = ({ leftOut }: ImportedPart | ImportedCatalog): string[][] =>
  leftOut.map(({ reason, lines, example }) => [
    'left out',
    count(lines),
    `${REASONS[reason]} (line ${example})`,
  ])

export default withHelp(
  command,
  [
    {
      does: "Shopify's orders export and the storefront's sessions, as one dataset",
      run: 'aisle import orders.csv sessions.tsv --into .aisle/data',
    },
    {
      does: "The same, SKUs turned into products by the shop's Admin API",
      run: 'SHOPIFY_CLIENT_ID=… SHOPIFY_CLIENT_SECRET=… aisle import orders.csv --shop-url https://my-shop.myshopify.com --into .aisle/data',
    },
    {
      does: 'The UCI Online Retail data, with a report for machines',
      run: 'aisle import online_retail.csv.xz --into .aisle/retail --json',
    },
  ],
  { many: true },
)
