/**
 * @module /admin/channels/:shop, which release the shop serves to whom, how that came about, and what moves it.
 */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { AppEnv } from '../../app-env.ts'
import {
  type ChannelAnswer,
  HISTORY_LIMITS,
  type HistoryAnswer,
  type MoveAnswer,
  type ShopsAnswer,
  type StatusAnswer,
} from '../../contract/admin.ts'
import type { Channel } from '../../contract/channel.ts'
import { type Move, moveSchema } from '../../contract/move.ts'
import { describeIssues } from '../../contract/problem.ts'
import { parseJson, readBody } from '../../http/body.ts'
import { allowOnly, HttpProblem } from '../../http/problem.ts'
import { readPast } from '../../releases/channel-history.ts'
import { readChannel } from '../../releases/channel-store.ts'
import { readDecisions } from '../../releases/decisions.ts'
import { MoveRefused } from '../../releases/move-channel.ts'
import type { StoredChannel } from '../../releases/stored-channel.ts'
import { takeMove } from '../../releases/take-move.ts'
import { conflict, etagOf, readPrecondition } from './precondition.ts'

const MAX_BODY_BYTES = 16 * 1024
/** How many of the rollout's decisions the status tells. */
const DECISIONS = 20

export const channelsRoute = new Hono<AppEnv>()
  .use('/:shop/*', async (c, next) => {
    const { shop } = c.var.store
    const asked = c.req.param('shop')
    if (asked !== shop) {
      throw new HttpProblem(404, 'unknown_shop', `This Worker serves shop "${shop}", not "${asked}".`)
    }
    c.header('Cache-Control', 'no-store, no-transform')
    await next()
  })
  .get('/', (c) => c.json({ shops: [c.var.store.shop] } satisfies ShopsAnswer))
  .all('/', allowOnly('GET', 'HEAD'))
  .get('/:shop', async (c) => {
    const stored = await existing(c)
    c.header('ETag', etagOf(stored))
    return c.json({ channel: stored.channel } satisfies ChannelAnswer)
  })
  .all('/:shop', allowOnly('GET', 'HEAD'))
  .post('/:shop/moves', async (c) => {
    const expected = readPrecondition(c)
    const move = await readMove(c.req.raw)
    const before = await readChannel(c.var.store)
    if ((before.stored?.digest ?? null) !== expected) throw conflict(before.stored)
    const outcome = await takeMove(c.var, before, move).catch(refuse)
    if (outcome === null) throw conflict((await readChannel(c.var.store)).stored)
    c.header('ETag', etagOf(outcome.stored))
    return c.json({
      channel: outcome.stored.channel,
      moved: outcome.moved,
      followedWithinSeconds: c.var.config.CHANNEL_TTL_SECONDS,
    } satisfies MoveAnswer)
  })
  .all('/:shop/moves', allowOnly('POST'))
  .get('/:shop/history', async (c) => {
    const { before, limit } = readPage(c)
    const { channel } = await existing(c)
    const present: Channel[] = before === undefined || before > channel.seq ? [channel] : []
    const from = Math.min(before ?? channel.seq, channel.seq)
    const past = await readPast(c.var.store.bucket, channel.shop, from, limit - present.length)
    const next = from - (limit - present.length)
    return c.json({
      history: [...present, ...past],
      next: next > 1 ? next : null,
    } satisfies HistoryAnswer)
  })
  .all('/:shop/history', allowOnly('GET', 'HEAD'))
  .get('/:shop/status', async (c) => {
    const { channel } = await existing(c)
    return c.json({ channel, decisions: await readDecisions(c.var.store, DECISIONS) } satisfies StatusAnswer)
  })
  .all('/:shop/status', allowOnly('GET', 'HEAD'))

async function existing(c: Context<AppEnv>): Promise<StoredChannel> {
  const { stored, fault } = await readChannel(c.var.store)
  if (stored !== null) return stored
  if (fault?.code === 'unknown_version') throw new HttpProblem(409, fault.code, fault.message)
  const why = fault === null || fault.code === 'no_channel' ? 'The shop has no channel yet.' : fault.message
  throw new HttpProblem(404, 'no_channel', `${why} A first one is made by publish with If-None-Match: *.`)
}

async function readMove(request: Request): Promise<Move> {
  const json = parseJson(await readBody(request, MAX_BODY_BYTES, 'Send a move, see contract/move.ts.'))
  const parsed = moveSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new HttpProblem(400, 'bad_request', `The move is not valid: ${describeIssues(parsed.error)}.`)
}

function refuse(error: unknown): never {
  throw error instanceof MoveRefused ? new HttpProblem(409, error.code, error.message) : error
}

const pageSchema = z.object({
  before: z.coerce.number().pipe(z.int().min(1)).optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(HISTORY_LIMITS.limit)).default(HISTORY_LIMITS.usual),
})

function readPage(c: Context<AppEnv>): z.output<typeof pageSchema> {
  const parsed = pageSchema.safeParse(c.req.query())
  if (parsed.success) return parsed.data
  throw new HttpProblem(400, 'bad_request', `The query is not valid: ${describeIssues(parsed.error)}.`)
}
