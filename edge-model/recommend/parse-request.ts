/**
 * @module What the doors are asked, checked: the same schemas and the same sentences at each of them.
 */
import { z } from 'zod'
import { describeIssues } from '../contract/problem.ts'
import { RECOMMEND_LIMITS, type recommendRequestSchema } from '../contract/recommend.ts'
import type { pageRequestSchema } from '../contract/recommend-page.ts'
import { parseJson, readBody } from '../http/body.ts'
import { HttpProblem } from '../http/problem.ts'

export type SlotRequest = z.output<typeof recommendRequestSchema>
export type PageRequest = z.output<typeof pageRequestSchema>

const ADVICE = {
  items: (most: number) => `the last ${most} of the session`,
  bought: (most: number) => `the ${most} bought last`,
  exclude: (most: number) => `the ${most} that matter most`,
}

/** @throws HttpProblem 413 for a body too long, 400 where it is no JSON */
export async function readRequest(request: Request): Promise<unknown> {
  const advice = `Send at most the last ${RECOMMEND_LIMITS.items} items of the session.`
  return parseJson(await readBody(request, RECOMMEND_LIMITS.bodyBytes, advice))
}

/** @throws HttpProblem 400 where `json` is not what the schema asks for */
export function parseRequest<S extends z.ZodType>(schema: S, json: unknown): z.output<S> {
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const tooMany = parsed.error.issues.find(({ code, path }) => code === 'too_big' && path.length === 1)
  const list = tooMany?.path[0]
  if (list === 'items' || list === 'bought' || list === 'exclude') {
    throw new HttpProblem(400, `too_many_${list}`, tellTooMany(json, list))
  }
  throw new HttpProblem(400, 'bad_request', `The request is not valid: ${describeIssues(parsed.error)}.`)
}

function tellTooMany(json: unknown, list: keyof typeof ADVICE): string {
  const body = z.record(z.string(), z.unknown()).safeParse(json)
  const sent = body.data?.[list]
  const count = Array.isArray(sent) ? sent.length : 0
  const most = RECOMMEND_LIMITS[list]
  return `${list} holds ${count} product ids, at most ${most} are taken: send ${ADVICE[list](most)}.`
}
