/**
 * @module What the commands that speak to the Worker have in common: where it is, with which token, who speaks and why.
 */
import { hostname, userInfo } from 'node:os'
import { moveMessageSchema, moverSchema } from '@aisle/edge-model/contract'
import { z } from 'zod'
import { connectWorker, type WorkerApi } from '../publish/worker-api.ts'
import { CliError } from './errors.ts'
import { readEnvironment, secureUrl } from './flags.ts'

const workerUrl = secureUrl('https://recommendations.my-shop.com')

export const accessArgs = {
  worker: { type: 'string', valueHint: 'url', description: "The Worker's address (AISLE_WORKER_URL)" },
  token: { type: 'string', valueHint: 'token', description: "The Worker's admin token (AISLE_ADMIN_TOKEN)" },
  json: { type: 'boolean', default: false, description: 'Print one JSON object instead of lines' },
} as const

export const accessFlags = {
  worker: workerUrl.optional(),
  token: z.string().min(1).optional(),
  json: z.boolean(),
} as const

export const toldArgs = {
  message: { type: 'string', required: true, valueHint: 'text', description: 'Why, for the history' },
  by: { type: 'string', valueHint: 'name', description: 'Who (AISLE_BY; without it user@host)' },
} as const

export const toldFlags = { message: moveMessageSchema, by: moverSchema.optional() } as const

const environmentSchema = z.object({
  AISLE_WORKER_URL: workerUrl.optional(),
  AISLE_ADMIN_TOKEN: z.string().optional(),
  AISLE_BY: moverSchema.optional(),
})

export interface Access {
  url: string
  api: WorkerApi
}

/** Flags win over the environment. @throws CliError naming what is missing */
export function connect(flags: { worker?: string | undefined; token?: string | undefined }): Access {
  const environment = readEnvironment(environmentSchema)
  const url = flags.worker ?? environment.AISLE_WORKER_URL
  const token = flags.token ?? environment.AISLE_ADMIN_TOKEN
  if (url === undefined) throw new CliError('Say where the Worker is: --worker URL, or AISLE_WORKER_URL.')
  if (token === undefined) throw new CliError("Give the Worker's admin token: --token, or AISLE_ADMIN_TOKEN.")
  return { url, api: connectWorker(url, token) }
}

/** Who moves the channel, as the history tells it. */
export function moverOf(by: string | undefined): string {
  return by ?? readEnvironment(environmentSchema).AISLE_BY ?? `${userName()}@${hostname()}`.slice(0, 100)
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a number that has no name.
    return 'somebody'
  }
}
