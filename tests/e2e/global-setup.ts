/**
 * @module Builds the storefront and starts the whole local stack once for all browser tests: simulated history, trained
 * model, published release, real Worker, built storefront. Exactly what `npm run demo` does, on free ports.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import {
  buildStorefront,
  importHistory,
  publishRelease,
  type StackKey,
  signingKey,
  simulateHistory,
  trainModel,
} from '../../scripts/stack/pipeline.ts'
import {
  freePorts,
  type Ports,
  type Service,
  startShop,
  startStorefront,
  startWorker,
} from '../../scripts/stack/services.ts'

export interface Stack {
  ports: Ports
  /** Directory of the dataset it was trained on. */
  data: string
  /** Directory of the trained release, so that a test can publish it to a Worker of its own. */
  release: string
  /** The key that signed it, and that a Worker which serves it must know. */
  key: StackKey
  shopUrl: string
  workerUrl: string
  workerPid: number
  storefrontUrl: string
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: Stack
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'aisle-e2e-'))
  const at = (name: string) => join(home, name)
  const services: Service[] = []
  const stop = async () => {
    await Promise.all(services.map((service) => service.stop()))
    rmSync(home, { recursive: true, force: true })
  }
  try {
    const [shopPort = 0, workerPort = 0, storefrontPort = 0] = await freePorts(3)
    const ports = { shop: shopPort, worker: workerPort, storefront: storefrontPort }
    const shop = await startShop(ports, at('logs'))
    services.push(shop)
    const train = async () => {
      await simulateHistory(at('history'))
      await importHistory(at('history'), at('data'), { shop: shop.url })
      await trainModel(at('data'), at('release'))
    }
    await Promise.all([buildStorefront(), train()])
    const key = await signingKey(home)
    const worker = await startWorker(ports, key, at('state'), at('logs'))
    services.push(worker)
    await publishRelease(at('release'), { worker: worker.url }, key)
    const storefront = await startStorefront(ports, at('logs'))
    services.push(storefront)
    project.provide('stack', {
      ports,
      data: at('data'),
      release: at('release'),
      key,
      shopUrl: shop.url,
      workerUrl: worker.url,
      workerPid: worker.pid,
      storefrontUrl: storefront.url,
    })
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}
