/**
 * @module The Worker's admin API as aisle uses it. Every failure is one message that says what to do.
 */
import { createReadStream } from 'node:fs'
import {
  type Channel,
  channelAnswerSchema,
  type Digest,
  describeIssues,
  type HistoryAnswer,
  historyAnswerSchema,
  type Move,
  type MoveAnswer,
  moveAnswerSchema,
  type Problem,
  problemSchema,
  type ReleaseDocument,
  releaseAnswerSchema,
  type StatusAnswer,
  type Stored,
  shopsAnswerSchema,
  statusAnswerSchema,
  storedSchema,
} from '@aisle/edge-model/contract'
import type { z } from 'zod'
import { InputError, messageOf } from '../dataset/input-error.ts'
import type { ReleaseFile } from './release.ts'

/** The problem code of a shop that has no channel yet. */
const NO_CHANNEL = 'no_channel'
/** Longest time for one answer, milliseconds; enough for 20 MB at 0.5 Mbit/s. */
const TIMEOUT = 6 * 60_000

/** The channel as it was read or written, with the version to move it from. */
export interface ChannelState {
  channel: Channel
  etag: string
}

/** Somebody moved the channel between reading and writing it. */
export class ChannelMoved extends InputError {
  override name = 'ChannelMoved'
}

export interface WorkerApi {
  hasBlob(sha256: Digest): Promise<boolean>
  /** Streams a file; `onSent` hears the bytes sent so far. */
  putBlob(file: ReleaseFile, onSent: (bytes: number) => void): Promise<Stored>
  /** Signed envelopes under the digests of what they hold. */
  putManifest(sha256: Digest, envelope: Uint8Array<ArrayBuffer>): Promise<Stored>
  putRelease(id: Digest, envelope: Uint8Array<ArrayBuffer>): Promise<Stored>
  /** A release that the Worker has. */
  getRelease(id: Digest): Promise<ReleaseDocument>
  /** Null where the shop has no channel yet. */
  getChannel(shop: string): Promise<ChannelState | null>
  /** @throws ChannelMoved where `from` is no longer the channel's state */
  move(shop: string, move: Move, from: ChannelState | null): Promise<MoveAnswer>
  /** The shop whose channel the Worker has. */
  shop(): Promise<string>
  /** Newest first, from `before` − 1 down; null: from the present one. */
  getHistory(shop: string, before: number | null, limit: number): Promise<HistoryAnswer>
  getStatus(shop: string): Promise<StatusAnswer>
}

/** @param workerUrl origin of the Worker */
export function connectWorker(workerUrl: string, token: string): WorkerApi {
  const call = async (what: string, path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('Authorization', `Bearer ${token}`)
    try {
      const signal = AbortSignal.timeout(TIMEOUT)
      return await fetch(new URL(path, workerUrl), { ...init, headers, signal })
    } catch (error) {
      throw new InputError(explainUnreachable(workerUrl, what, error))
    }
  }
  const store = async (what: string, path: string, bytes: number, init: RequestInit): Promise<Stored> => {
    const headers = { 'Content-Length': String(bytes), 'Content-Type': 'application/octet-stream' }
    return readAnswer(what, await call(what, path, { ...init, method: 'PUT', headers }), storedSchema)
  }
  const get = async <S extends z.ZodType>(what: string, path: string, schema: S): Promise<z.output<S>> =>
    readAnswer(what, await call(what, path, { method: 'GET' }), schema)
  const readChannel = async (what: string, response: Response): Promise<ChannelState> => {
    const { channel } = await readAnswer(what, response, channelAnswerSchema)
    const etag = response.headers.get('ETag')
    if (etag === null)
      throw new InputError(`${what}: the Worker named no ETag; deploy the Worker of this version.`)
    return { channel, etag }
  }

  return {
    async hasBlob(sha256) {
      const what = 'Looking for a blob'
      const response = await call(what, `/admin/blobs/${sha256}`, { method: 'HEAD' })
      if (response.status === 404) return false
      if (!response.ok) throw await failure(what, response)
      return true
    },
    putBlob(file, onSent) {
      const body = ReadableStream.from(fileChunks(file, onSent))
      return store(`Uploading ${file.name}`, `/admin/blobs/${file.sha256}`, file.bytes, {
        body,
        duplex: 'half',
      })
    },
    putManifest(sha256, envelope) {
      const path = `/admin/manifests/${sha256}`
      return store('Uploading the manifest', path, envelope.length, { body: envelope })
    },
    putRelease(id, envelope) {
      return store('Uploading the release', `/admin/releases/${id}`, envelope.length, { body: envelope })
    },
    async getRelease(id) {
      const what = `Looking for release ${id.slice(0, 12)}`
      return (await get(what, `/admin/releases/${id}`, releaseAnswerSchema)).release
    },
    async getChannel(shop) {
      const what = `Reading the channel of ${shop}`
      const response = await call(what, `/admin/channels/${shop}`, { method: 'GET' })
      if (response.status !== 404) return readChannel(what, response)
      const { error } = await readProblem(response)
      if (error.code === NO_CHANNEL) return null
      throw new InputError(`${what} failed (404): ${error.message} ${ADVICE[404]}`)
    },
    async move(shop, move, from) {
      const what = `Moving the channel of ${shop}`
      const condition = from === null ? { 'If-None-Match': '*' } : { 'If-Match': from.etag }
      const response = await call(what, `/admin/channels/${shop}/moves`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...condition },
        body: JSON.stringify(move),
      })
      if (response.status === 412) throw new ChannelMoved((await failure(what, response)).message)
      return readAnswer(what, response, moveAnswerSchema)
    },
    async shop() {
      const { shops } = await get('Asking for the shop', '/admin/channels', shopsAnswerSchema)
      return shops[0] ?? ''
    },
    getHistory(shop, before, limit) {
      const query = new URLSearchParams({
        limit: String(limit),
        ...(before === null ? {} : { before: String(before) }),
      })
      const path = `/admin/channels/${shop}/history?${query}`
      return get(`Reading the history of ${shop}`, path, historyAnswerSchema)
    },
    getStatus(shop) {
      return get(`Reading the status of ${shop}`, `/admin/channels/${shop}/status`, statusAnswerSchema)
    },
  }
}

async function* fileChunks(file: ReleaseFile, onSent: (bytes: number) => void): AsyncGenerator<Buffer> {
  let sent = 0
  for await (const chunk of createReadStream(file.path)) {
    const bytes = Buffer.from(chunk)
    yield bytes
    sent += bytes.length
    onSent(sent)
  }
}

async function readAnswer<S extends z.ZodType>(
  what: string,
  response: Response,
  schema: S,
): Promise<z.output<S>> {
  if (!response.ok) throw await failure(what, response)
  const parsed = schema.safeParse(await response.json().catch(() => undefined))
  if (parsed.success) return parsed.data
  throw new InputError(
    `${what}: the answer is not the Worker's (${describeIssues(parsed.error)}). Check the URL.`,
  )
}

/** What the Worker said; where the body is no problem, what HTTP says. */
async function readProblem(response: Response): Promise<Problem> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => undefined))
  if (parsed.success) return parsed.data
  return { error: { code: 'unknown', message: `${response.statusText || 'No reason given'}.` } }
}

/** What an answer that is no success means, and what to do about it. */
async function failure(what: string, response: Response): Promise<InputError> {
  const said = (await readProblem(response)).error.message
  const advice =
    ADVICE[response.status] ?? (response.status >= 500 ? 'Nothing is lost: run the command again.' : '')
  return new InputError(`${what} failed (${response.status}): ${said} ${advice}`.trim())
}

const ADVICE: Record<number, string> = {
  401: "Give the Worker's own token: --token or AISLE_ADMIN_TOKEN, on the Worker the secret ADMIN_TOKEN.",
  403: "Give the Worker's own token: --token or AISLE_ADMIN_TOKEN, on the Worker the secret ADMIN_TOKEN.",
  404: "Check that --worker or AISLE_WORKER_URL is the address of this shop's Worker.",
  422: 'The Worker goes on serving what it served.',
}

function explainUnreachable(workerUrl: string, what: string, error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return (
    `${what} failed: the Worker at ${workerUrl} can't be reached or broke the connection (${messageOf(cause)}). ` +
    'Check that it runs and that --worker or AISLE_WORKER_URL is its address; then run the command again.'
  )
}
