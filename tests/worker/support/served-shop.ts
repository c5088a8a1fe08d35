/**
 * @module A shop that serves one release and holds another in R2, for tests that harm the other.
 */
import { expect } from 'vitest'
import {
  admin,
  bucket,
  health,
  type Isolate,
  isolate,
  moveChannel,
  newShop,
  problemOf,
  publish,
  recommended,
  store,
} from './isolate.ts'
import { type Bytes, type ReleaseFiles, releaseFiles } from './release-files.ts'

export interface ServedShop {
  worker: Isolate
  /** Of the channel. */
  etag: string
  /** What is served. */
  good: ReleaseFiles
  /** What is stored beside it. */
  next: ReleaseFiles
}

export async function servedShop(): Promise<ServedShop> {
  const worker = isolate(newShop())
  const good = await releaseFiles({ shop: worker.shop, items: 6, neighbours: 2, popular: [] })
  const next = await releaseFiles({ shop: worker.shop, items: 5, neighbours: 2, popular: [] })
  const etag = await publish(worker, good, null)
  await store(next)
  return { worker, etag, good, next }
}

export const putDocument = (worker: Isolate, kind: 'manifests' | 'releases', name: string, body: Bytes) =>
  admin(worker, 'PUT', `/${kind}/${name}`, { body })

/** The good release still answers, and nothing is amiss. */
export async function expectServed({ worker, good }: ServedShop): Promise<void> {
  expect((await recommended(worker)).release).toBe(good.id)
  expect(await health(worker)).toMatchObject({ status: 'ok', release: good.id, seq: 1 })
}

/** Why the channel can't be moved to a release while `key` holds other bytes in R2. */
export async function refusalWith(
  { worker, etag }: ServedShop,
  id: string,
  key: string,
  bytes: Bytes,
): Promise<string> {
  const kept = await (await bucket.get(key))?.arrayBuffer()
  await bucket.put(key, bytes)
  const response = await moveChannel(worker, id, etag)
  await (kept === undefined ? bucket.delete(key) : bucket.put(key, kept))
  expect(response.status).toBe(422)
  const { code, message } = await problemOf(response)
  expect(code).toBe('release_unservable')
  return message
}
