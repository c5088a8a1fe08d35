/**
 * @module A local shop for the Worker's tests, whose Storefront API POST /graphql and the app proxy read products from.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { freePorts, startShop } from '../../scripts/stack/services.ts'

declare module 'vitest' {
  interface ProvidedContext {
    shopUrl: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const logs = mkdtempSync(join(tmpdir(), 'aisle-worker-tests-'))
  const [shop = 0, worker = 0, storefront = 0] = await freePorts(3)
  const service = await startShop({ shop, worker, storefront }, logs)
  project.provide('shopUrl', service.url)
  return async () => {
    await service.stop()
    rmSync(logs, { recursive: true, force: true })
  }
}
