/**
 * @module /admin/channels/:shop, which release the shop serves.
 */
import { type Context, Hono } from 'hono'
import type { AppEnv } from '../../app-env.ts'
import { type ChannelAnswer, moveChannelSchema } from '../../contract/admin.ts'
import { CHANNEL_VERSION, type Channel } from '../../contract/channel.ts'
import type { Digest } from '../../contract/ids.ts'
import { ContractError, describeIssues } from '../../contract/problem.ts'
import { parseJson, readBody } from '../../http/body.ts'
import { allowOnly, HttpProblem } from '../../http/problem.ts'
import { readChannel, type StoredChannel, writeChannel } from '../../releases/channel-store.ts'
import type { Release } from '../../releases/release.ts'
import { conflict, readPrecondition } from './precondition.ts'

const MAX_BODY_BYTES = 4096

export const channelsRoute = new Hono<AppEnv>()
  .get('/:shop', async (c) => {
    const stored = await currentChannel(c, c.req.param('shop'))
    if (stored === null) {
      throw new HttpProblem(
        404,
        'no_channel',
        'The shop has no release yet; create one with If-None-Match: *.',
      )
    }
    return answer(c, stored)
  })
  .put('/:shop', async (c) => {
    const shop = c.req.param('shop')
    const expected = readPrecondition(c)
    const { manifest } = await readMove(c.req.raw)
    const before = await currentChannel(c, shop)
    if ((before?.etag ?? null) !== expected) throw conflict(before)
    const release = await prepare(c, manifest)
    const channel = next(shop, before?.channel ?? null, manifest)
    const etag = await writeOrLetGo(c, channel, expected, release)
    c.var.keeper.adopt(channel, release)
    return answer(c, { channel, etag })
  })
  .all('/:shop', allowOnly('GET', 'HEAD', 'PUT'))

async function currentChannel(c: Context<AppEnv>, shop: string): Promise<StoredChannel | null> {
  const { RELEASES, SHOP } = c.var.config
  if (shop !== SHOP) {
    throw new HttpProblem(404, 'unknown_shop', `This Worker serves shop "${SHOP}", not "${shop}".`)
  }
  try {
    return await readChannel(RELEASES, shop)
  } catch (error) {
    if (error instanceof ContractError) throw new HttpProblem(409, error.code, error.message)
    throw error
  }
}

async function readMove(request: Request): Promise<{ manifest: Digest }> {
  const json = parseJson(await readBody(request, MAX_BODY_BYTES, 'Send {"manifest": "<sha256>"}.'))
  const parsed = moveChannelSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new HttpProblem(400, 'bad_request', `The request is not valid: ${describeIssues(parsed.error)}.`)
}

/** The release, loaded and run once: a channel never moves to what this Worker can't serve. */
async function prepare(c: Context<AppEnv>, manifest: Digest): Promise<Release> {
  try {
    return await c.var.keeper.prepare(manifest)
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
    throw new HttpProblem(
      422,
      'release_unservable',
      `The channel was not moved, because release ${manifest.slice(0, 12)} can't be served: ${error.message}`,
    )
  }
}

function next(shop: string, before: Channel | null, manifest: Digest): Channel {
  // Naming the stable release again must not cost the shop its way back.
  const same = before?.stable === manifest
  return {
    schemaVersion: CHANNEL_VERSION,
    shop,
    seq: (before?.seq ?? 0) + 1,
    stable: manifest,
    previous: (same ? before?.previous : before?.stable) ?? null,
    canary: null,
    holdout: before?.holdout ?? { percent: 0, salt: '0'.repeat(16) },
    pins: before?.pins ?? {},
    change: { action: 'publish', by: 'aisle', message: 'published', at: new Date().toISOString() },
  }
}

async function writeOrLetGo(
  c: Context<AppEnv>,
  channel: Channel,
  expected: string | null,
  release: Release,
): Promise<string> {
  try {
    const etag = await writeChannel(c.var.config.RELEASES, channel, expected)
    if (etag === null) throw conflict(await currentChannel(c, channel.shop))
    return etag
  } catch (error) {
    release.letGo()
    throw error
  }
}

function answer(c: Context, { channel, etag }: StoredChannel): Response {
  c.header('ETag', `"${etag}"`)
  c.header('Cache-Control', 'no-store, no-transform')
  return c.json({ channel } satisfies ChannelAnswer)
}
