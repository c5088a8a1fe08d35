/**
 * @module The parameters of GET /proxy/recommendations: those of POST /recommend and /recommend/page as a query spells them,
 * beside those that Shopify adds. Lists are separated by commas; a product may be named by its number.
 */
import { z } from 'zod'
import { describeIssues } from '../contract/problem.ts'
import { recommendRequestSchema } from '../contract/recommend.ts'
import { pageRequestSchema } from '../contract/recommend-page.ts'
import { HttpProblem } from '../http/problem.ts'
import { type PageRequest, parseRequest, type SlotRequest } from '../recommend/parse-request.ts'

const FORMATS = ['json', 'liquid'] as const
export type Format = (typeof FORMATS)[number]

const gidOf = (id: string): string => (/^\d+$/.test(id) ? `gid://shopify/Product/${id}` : id)

const listSchema = z
  .string()
  .default('')
  .transform((text) => text.split(',').map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== '').map(gidOf))

const numberSchema = z.string().regex(/^\d+$/, 'expected a number').transform(Number).optional()

const textSchema = z
  .string()
  .optional()
  .transform((text) => (text === '' ? undefined : text))

export const parametersSchema = z.object({
  slot: textSchema,
  page: textSchema,
  items: listSchema,
  bought: listSchema,
  exclude: listSchema,
  limit: numberSchema,
  spare: numberSchema,
  consent: z
    .enum(['true', 'false', ''])
    .default('false')
    .transform((text) => text === 'true'),
  visitorId: textSchema,
  build: textSchema,
  format: z.enum(FORMATS).default('json'),
})

export type Asked = { format: Format } & (
  | { kind: 'slot'; request: SlotRequest }
  | { kind: 'page'; request: PageRequest }
)

/** @throws HttpProblem 400 */
export function readParameters(parameters: URLSearchParams): Asked {
  const joined = Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]),
  )
  const parsed = parametersSchema.safeParse(joined)
  if (!parsed.success) {
    throw new HttpProblem(400, 'bad_request', `The request is not valid: ${describeIssues(parsed.error)}.`)
  }
  const { slot, page, format, limit, spare, ...visitor } = parsed.data
  if (slot !== undefined && page === undefined) {
    return {
      kind: 'slot',
      format,
      request: parseRequest(recommendRequestSchema, { slot, limit, ...visitor }),
    }
  }
  if (page !== undefined && slot === undefined) {
    return { kind: 'page', format, request: parseRequest(pageRequestSchema, { page, spare, ...visitor }) }
  }
  throw new HttpProblem(400, 'bad_request', 'Name either a slot or a page.')
}
