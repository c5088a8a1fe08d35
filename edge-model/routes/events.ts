/**
 * @module POST /events
 */
import { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import {
  EVENT_LIMITS,
  type EventsRequest,
  type EventsResponse,
  eventsRequestSchema,
} from '../contract/events.ts'
import { describeIssues } from '../contract/problem.ts'
import { parseJson, readBody } from '../http/body.ts'
import { allowOnly, HttpProblem } from '../http/problem.ts'

export const eventsRoute = new Hono<AppEnv>()
  .post('/', async (c) => {
    const { visitorId, events } = await readEvents(c.req.raw)
    const { counted } = await c.var.evidence.happened(visitorId, await c.var.keeper.experiments(), events)
    c.header('Cache-Control', 'no-store')
    return c.json({ counted } satisfies EventsResponse)
  })
  .all('/', allowOnly('POST'))

async function readEvents(request: Request): Promise<EventsRequest> {
  const json = parseJson(
    await readBody(request, EVENT_LIMITS.bodyBytes, `Send at most ${EVENT_LIMITS.events} events at a time.`),
  )
  const parsed = eventsRequestSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new HttpProblem(400, 'bad_request', `The events are not valid: ${describeIssues(parsed.error)}.`)
}
