/**
 * @module A Worker's isolate as a test sees it: the real app on the real R2 of workerd, with a shop of its own.
 */

import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { createApp } from '../../../edge-model/app.ts'
import {
  blobKey,
  type Channel,
  channelKey,
  type Digest,
  type Health,
  healthSchema,
  manifestKey,
  moveAnswerSchema,
  type Problem,
  problemSchema,
  type RecommendRequest,
  type RecommendResponse,
  recommendResponseSchema,
  releaseKey,
} from '../../../edge-model/contract/index.ts'
import { envSchema } from '../../../edge-model/env.ts'
import { isolateVariables } from '../../../edge-model/variables.ts'
import { type Documents, jsonBytes, type ReleaseFiles } from './release-files.ts'
import { TEST_RELEASE_KEYS } from './test-keys.ts'

export const TOKEN = 'a-token-only-tests-know'
export const ORIGIN = 'https://shop.example'

/** What wrangler.toml binds. */
const bindings = envSchema.parse(env)
export const bucket = bindings.RELEASES
export const ledger = bindings.LEDGER

let shops = 0
/** A shop nobody used before: tests share a bucket, those of other files too. */
export const newShop = (): string => `shop-${++shops}-${crypto.randomUUID().slice(0, 8)}`

export interface Isolate {
  shop: string
  fetch(path: string, init?: RequestInit): Promise<Response>
}

/** The environment of a shop's Worker; `variables` replaces single ones. */
export const environment = (shop: string, variables: Record<string, unknown> = {}) => ({
  RELEASES: bucket,
  LEDGER: bindings.LEDGER,
  EVIDENCE: bindings.EVIDENCE,
  PROXY_REPLAYS: bindings.PROXY_REPLAYS,
  SHOP: shop,
  CURRENCY: 'EUR',
  ALLOWED_ORIGINS: ORIGIN,
  CHANNEL_TTL_SECONDS: '0',
  ADMIN_TOKEN: TOKEN,
  RELEASE_KEYS: TEST_RELEASE_KEYS,
  ...variables,
})

/** A fresh isolate: nothing loaded. `variables` replaces single ones; `now` is its clock for what expires. */
export function isolate(shop: string, variables: Record<string, unknown> = {}, now?: () => number): Isolate {
  const app = createApp(isolateVariables(now))
  const own = environment(shop, variables)
  return {
    shop,
    fetch: async (path, init) =>
      app.fetch(new Request(`https://worker.example${path}`, init), own, createExecutionContext()),
  }
}

/** POST /recommend with a valid body. */
export function ask(worker: Isolate, request: Partial<RecommendRequest> = {}): Promise<Response> {
  const body: RecommendRequest = { slot: 'for-you', items: [], ...request }
  return worker.fetch('/recommend', { method: 'POST', body: JSON.stringify(body) })
}

/** The answer to a valid request that must succeed. */
export async function recommended(
  worker: Isolate,
  request: Partial<RecommendRequest> = {},
): Promise<RecommendResponse> {
  const response = await ask(worker, request)
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`)
  return recommendResponseSchema.parse(await response.json())
}

export async function health(worker: Isolate): Promise<Health> {
  return healthSchema.parse(await (await worker.fetch('/health')).json())
}

export async function problemOf(response: Response): Promise<Problem['error']> {
  return problemSchema.parse(await response.json()).error
}

/** A call of the admin API with the right token; bytes are sent with their length, as HTTP clients do. */
export function admin(
  worker: Isolate,
  method: string,
  path: string,
  init: AdminInit = {},
): Promise<Response> {
  const headers = new Headers({ Authorization: `Bearer ${TOKEN}`, ...init.headers })
  if (init.body !== undefined) headers.set('Content-Length', String(init.body.byteLength))
  return worker.fetch(`/admin${path}`, { method, headers, body: init.body })
}

interface AdminInit {
  headers?: Record<string, string>
  body?: Uint8Array<ArrayBuffer>
}

/** A move of the channel; `etag` null: the first. */
export function move(worker: Isolate, what: object, etag: string | null): Promise<Response> {
  return admin(worker, 'POST', `/channels/${worker.shop}/moves`, {
    headers: etag === null ? { 'If-None-Match': '*' } : { 'If-Match': etag },
    body: jsonBytes({ by: 'a test', message: 'to see what happens', ...what }),
  })
}

/** Makes a release stable: published and, where that made it the canary, promoted. The last answer, or the first refusal. */
export async function moveChannel(worker: Isolate, release: string, etag: string | null): Promise<Response> {
  const published = await move(worker, { action: 'publish', release }, etag)
  if (!published.ok) return published
  const { channel } = moveAnswerSchema.parse(await published.clone().json())
  if (channel.canary === null) return published
  return move(worker, { action: 'promote' }, published.headers.get('ETag'))
}

/** Sends a release through the admin API and moves the channel to it, as `aisle publish` does; the new ETag. */
export async function publish(
  worker: Isolate,
  release: Documents & Pick<ReleaseFiles, 'blobs'>,
  etag: string | null,
): Promise<string> {
  await upload(worker, release)
  const moved = await moveChannel(worker, release.id, etag)
  if (!moved.ok) throw new Error(`${moved.status}: ${await moved.text()}`)
  return moved.headers.get('ETag') ?? ''
}

/** Sends a release through the admin API; no channel names it yet. */
export async function upload(
  worker: Isolate,
  { id, manifestId, signed, blobs }: Documents & Pick<ReleaseFiles, 'blobs'>,
): Promise<void> {
  const steps: Response[] = []
  for (const blob of blobs) {
    steps.push(await admin(worker, 'PUT', `/blobs/${blob.sha256}`, { body: blob.bytes }))
  }
  steps.push(await admin(worker, 'PUT', `/manifests/${manifestId}`, { body: signed.manifest }))
  steps.push(await admin(worker, 'PUT', `/releases/${id}`, { body: signed.release }))
  for (const step of steps) if (!step.ok) throw new Error(`${step.status}: ${await step.clone().text()}`)
}

/** Puts a release's objects straight into R2, past every check of the admin API. */
export async function store({
  id,
  manifestId,
  signed,
  blobs,
}: Documents & Pick<ReleaseFiles, 'blobs'>): Promise<void> {
  for (const blob of blobs) await bucket.put(blobKey(blob.sha256), blob.bytes)
  await bucket.put(manifestKey(manifestId), signed.manifest)
  await bucket.put(releaseKey(id), signed.release)
}

/** Points the channel at releases straight in R2. */
export async function point(shop: string, seq: number, stable: Digest, previous?: Digest): Promise<void> {
  await putChannel(channelOf(shop, seq, stable, { previous: previous ?? null }))
}

/** Puts a channel straight into R2. */
export async function putChannel(channel: Channel): Promise<void> {
  await bucket.put(channelKey(channel.shop), JSON.stringify(channel))
}

export function channelOf(shop: string, seq: number, stable: Digest, more: Partial<Channel> = {}): Channel {
  return {
    schemaVersion: 2,
    shop,
    seq,
    stable,
    previous: null,
    canary: null,
    holdout: { percent: 0, salt: '0123456789abcdef' },
    pins: {},
    change: { action: 'publish', by: 'a test', message: 'by hand', at: '2026-11-01T00:00:00Z' },
    ...more,
  }
}
