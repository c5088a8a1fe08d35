/**
 * @module Commands as an engineer types them, and the Worker's doors as other machines use them.
 */
import {
  channelAnswerSchema,
  type PageRequest,
  pageResponseSchema,
  statusAnswerSchema,
} from '@aisle/edge-model/contract'
import type { z } from 'zod'
import { run, type StackKey } from '../../../scripts/stack/pipeline.ts'
import { LOCAL_TOKENS } from '../../../scripts/stack/tokens.ts'

export interface Engineer {
  worker: string
  key: StackKey
}

/** `aisle …` against a Worker: what it printed. */
export const aisle = ({ worker, key }: Engineer, ...command: string[]): Promise<string> =>
  run(['training/cli/main.ts', ...command], {
    AISLE_WORKER_URL: worker,
    AISLE_ADMIN_TOKEN: LOCAL_TOKENS.release,
    AISLE_SIGNING_KEY: key.file,
  })

async function readAdmin<T>(url: string, schema: z.ZodType<T>): Promise<T> {
  const headers = { authorization: `Bearer ${LOCAL_TOKENS.release}` }
  return schema.parse(await (await fetch(url, { headers })).json())
}

export const readChannel = async (worker: string) =>
  (await readAdmin(`${worker}/admin/channels/demo`, channelAnswerSchema)).channel

export const readStatus = (worker: string) =>
  readAdmin(`${worker}/admin/channels/demo/status`, statusAnswerSchema)

/** What the Worker answers a visitor's page. */
export async function recommendedPage(worker: string, request: PageRequest) {
  const response = await fetch(`${worker}/recommend/page`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  return pageResponseSchema.parse(await response.json())
}
