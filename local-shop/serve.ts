/**
 * @module `node local-shop/serve.ts`: the local shop as a process.
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type LocalShop, startLocalShop } from './server/index.ts'

const HELP = `Serves a Shopify to develop against: Storefront and Admin API, images, a checkout page.

Usage: node local-shop/serve.ts [--port N]

  --port N   port to listen on; 0 takes any free one (default 4100)
  --help     print this

Example: node local-shop/serve.ts --port 4100`

const portSchema = z.string().regex(/^\d+$/).transform(Number).pipe(z.int().max(65_535))

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

function readOptions(): { port: number; help: boolean } {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string', default: '4100' }, help: { type: 'boolean', default: false } },
    })
    const port = portSchema.safeParse(values.port)
    if (!port.success) return fail(`--port must be a whole number from 0 to 65535, not "${values.port}".`)
    return { port: port.data, help: values.help }
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\nRun with --help to see the options.`)
  }
}

function explain(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `Port ${port} is taken: stop what listens there or pass another --port.`
  if (code === 'EACCES') return `Port ${port} may not be used by this user: pass a --port above 1023.`
  return `The local shop did not start: ${error instanceof Error ? error.message : error}`
}

const { port, help } = readOptions()
if (help) {
  console.log(HELP)
} else {
  let shop: LocalShop
  try {
    shop = await startLocalShop({ port })
  } catch (error) {
    fail(explain(error, port))
  }
  console.log(`Local shop: ${shop.url}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void shop.close())
  }
}
