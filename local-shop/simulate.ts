/**
 * @module Writes a simulated history of the demo shop: orders.csv in the format of Shopify's orders export, and sessions.tsv
 * with the product views.
 *
 *     npx node local-shop/simulate.ts --out .aisle/history
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { buildCatalog } from './catalog/index.ts'
import { DEFAULT_OPTIONS, simulate, simulationOptionsSchema } from './simulation/index.ts'
import { ordersCsv } from './simulation/orders-csv.ts'
import { sessionsTsv } from './simulation/sessions-tsv.ts'
import { type Summary, summarize } from './simulation/summary.ts'

const HELP = `Simulates a year of the demo shop's shoppers.

  npx node local-shop/simulate.ts --out DIR [options]

  --out DIR           where orders.csv and sessions.tsv go; made if it is not there
  --seed N            another seed, another history (${DEFAULT_OPTIONS.seed})
  --sessions N        visits to simulate (${DEFAULT_OPTIONS.sessions})
  --until YYYY-MM-DD  the first day that is no longer part of it (${DEFAULT_OPTIONS.until})
  --days N            its length (${DEFAULT_OPTIONS.days})
  --json              print the figures as one line of JSON
  --help              print this

Examples
  npx node local-shop/simulate.ts --out .aisle/history
  npx node local-shop/simulate.ts --out /tmp/small --sessions 2000 --days 90 --seed 3 --json
`

const wholeNumber = z.string().regex(/^\d+$/, 'expected a whole number').transform(Number)
const argumentsSchema = z.object({
  out: z.string({ error: 'is missing: name the directory to write to' }).min(1),
  seed: wholeNumber.default(DEFAULT_OPTIONS.seed).pipe(simulationOptionsSchema.shape.seed),
  sessions: wholeNumber.default(DEFAULT_OPTIONS.sessions).pipe(simulationOptionsSchema.shape.sessions),
  until: z.string().default(DEFAULT_OPTIONS.until).pipe(simulationOptionsSchema.shape.until),
  days: wholeNumber.default(DEFAULT_OPTIONS.days).pipe(simulationOptionsSchema.shape.days),
  json: z.boolean().default(false),
})

const option = { type: 'string' } as const
const flag = { type: 'boolean' } as const

/** Writes several files beside their places first, so that a failure leaves none of them half-written. */
function writeAll(directory: string, files: Record<string, string>): void {
  mkdirSync(directory, { recursive: true })
  const pairs = Object.entries(files).map(([name, text]) => {
    const path = join(directory, name)
    return { path, temporary: `${path}.${process.pid}.tmp`, text }
  })
  try {
    for (const { temporary, text } of pairs) writeFileSync(temporary, text)
    for (const { temporary, path } of pairs) renameSync(temporary, path)
  } catch (error) {
    for (const { temporary } of pairs) rmSync(temporary, { force: true })
    throw error
  }
}

function report(summary: Summary, directory: string, currency: string): string {
  const count = (n: number): string => n.toLocaleString('en-US')
  const revenue = (summary.revenue / 100).toLocaleString('en-US', { style: 'currency', currency })
  return [
    `${join(directory, 'sessions.tsv')}: ${count(summary.sessions)} sessions, ${count(summary.events)} product views`,
    `${join(directory, 'orders.csv')}: ${count(summary.orders)} orders of ${count(summary.customers)} customers, ` +
      `${count(summary.lines)} lines, ${revenue} revenue`,
    `  of those ${count(summary.returns)} with returns, ${count(summary.cancelled)} cancelled, ` +
      `${count(summary.testOrders)} test orders`,
  ].join('\n')
}

function main(args: string[]): void {
  const { values } = parseArgs({
    args,
    options: {
      out: option,
      seed: option,
      sessions: option,
      until: option,
      days: option,
      json: flag,
      help: flag,
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const { help: _, ...given } = values
  const parsed = argumentsSchema.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`${faults.join('; ')}. See --help.`)
  }
  const { out, json, ...options } = parsed.data
  const catalog = buildCatalog()
  const history = simulate(catalog, options)
  const { currency } = catalog.shop
  writeAll(out, {
    'orders.csv': ordersCsv(history.orders, currency),
    'sessions.tsv': sessionsTsv(history.sessions),
  })
  const summary = summarize(history)
  console.log(json ? JSON.stringify({ ...options, ...summary }) : report(summary, out, currency))
}

try {
  main(process.argv.slice(2))
} catch (error) {
  console.error(`simulate: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
