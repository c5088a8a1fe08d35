/**
 * @module `npm run demo`: the whole loop on this machine. Simulated history → model → R2 → Worker → storefront.
 *
 *     npm run demo -- --shop-port 4100 --worker-port 4200 --port 4300
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  buildStorefront,
  importHistory,
  promoteCanary,
  publishRelease,
  signingKey,
  simulateHistory,
  trainModel,
} from './stack/pipeline.ts'
import { runController, type Service, startShop, startStorefront, startWorker } from './stack/services.ts'
import { LOCAL_TOKENS } from './stack/tokens.ts'

const root = join(import.meta.dirname, '..')
const home = join(root, '.aisle/demo')
const at = (name: string) => join(home, name)
const services: Service[] = []

/** Ctrl-C at any step ends what runs by then; what is just starting ends with this process. */
function stopOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stopAll().finally(() => process.exit(130)))
  }
}

async function stopAll(): Promise<void> {
  await Promise.all(services.splice(0).map((service) => service.stop()))
}

async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  process.stdout.write(`\n▸ ${title}\n`)
  const result = await work()
  process.stdout.write(`  done in ${((performance.now() - begun) / 1000).toFixed(1)} s\n`)
  return result
}

function port(text: string, flag: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 65535) {
    throw new Error(`--${flag} ${text}: expected a port between 1 and 65535.`)
  }
  return value
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4300' },
      'worker-port': { type: 'string', default: '4200' },
      'shop-port': { type: 'string', default: '4100' },
    },
  })
  const ports = {
    storefront: port(values.port, 'port'),
    worker: port(values['worker-port'], 'worker-port'),
    shop: port(values['shop-port'], 'shop-port'),
  }
  const logs = at('logs')

  const shop = await step('Open the local shop', () => startShop(ports, logs))
  services.push(shop)
  // Beside all that needs no storefront yet, but not under a demo that runs already, which has the shop's port. A failure
  // is told at the step below.
  const build = buildStorefront()
  build.catch(() => {})
  await step('Simulate a year of shoppers', () => simulateHistory(at('history'), true))
  await step('Import orders and visits', async () => {
    rmSync(at('data'), { recursive: true, force: true })
    return importHistory(at('history'), at('data'), { shop: shop.url }, true)
  })
  await step('Train a model and export it to ONNX', () => trainModel(at('data'), at('release'), [], true))
  const key = await signingKey(home)
  const worker = await step('Start the Worker on a local R2', () =>
    startWorker(ports, key, at('state'), logs),
  )
  services.push(worker)
  runController(worker)
  await step('Publish the model', async () => {
    await publishRelease(at('release'), { worker: worker.url }, key, true)
    await promoteCanary({ worker: worker.url }, true)
  })
  await step('Build the storefront', () => build)
  const storefront = await step('Start the storefront', async () => {
    const started = await startStorefront(ports, logs)
    services.push(started)
    // The first page finds everything cold and gets Shopify's shelves: nobody should look at that one.
    await fetch(started.url).then((page) => page.text())
    return started
  })

  process.stdout.write(
    `\n  Oat & Ember is open:  ${storefront.url}\n  Ctrl-C ends everything. Logs: ${logs}\n\n` +
      `  To push a model of your own from another terminal:\n` +
      `    export AISLE_WORKER_URL=${worker.url} AISLE_ADMIN_TOKEN=${LOCAL_TOKENS.release} AISLE_SIGNING_KEY=${key.file}\n\n`,
  )
}

stopOnSignal()
try {
  await main()
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`)
  await stopAll()
  process.exitCode = 1
}
