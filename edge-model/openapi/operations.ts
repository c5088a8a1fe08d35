/**
 * @module What the Worker answers to whom, for its description: every public route with its schemas and the problems it knows.
 */
import { z } from 'zod'
import { healthSchema } from '../contract/admin.ts'
import { eventsRequestSchema, eventsResponseSchema } from '../contract/events.ts'
import { problemSchema } from '../contract/problem.ts'
import { recommendRequestSchema, recommendResponseSchema } from '../contract/recommend.ts'
import { pageRequestSchema, pageResponseSchema } from '../contract/recommend-page.ts'
import { parametersSchema } from '../proxy/parameters.ts'

export interface Operation {
  method: 'get' | 'post'
  path: string
  summary: string
  /** Of a JSON body. */
  body?: z.ZodType
  /** Of the query. */
  query?: z.ZodObject
  /** Whether a preview's token, in header or query, shows its release. */
  takesPreview?: true
  /** By status: what it means, and the schema of what is answered by media type. */
  answers: Record<number, { description: string; content: Record<string, z.ZodType> }>
}

const JSON_TYPE = 'application/json'

const json = (description: string, schema: z.ZodType) => ({ description, content: { [JSON_TYPE]: schema } })
const problem = (description: string) => json(description, problemSchema)

/** A zod schema that answers by name, so that the description names it once. */
export const named = {
  RecommendRequest: recommendRequestSchema,
  RecommendResponse: recommendResponseSchema,
  PageRequest: pageRequestSchema,
  PageResponse: pageResponseSchema,
  EventsRequest: eventsRequestSchema,
  EventsResponse: eventsResponseSchema,
  Health: healthSchema,
  Problem: problemSchema,
} as const

const graphqlRequestSchema = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
})

const graphqlResponseSchema = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.looseObject({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.looseObject({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
})

const UNSERVED = {
  405: problem('`method_not_allowed`'),
  503: problem(
    'There is nothing to serve, or it failed: `no_release`, `storage_unavailable`, `inference_failed`, ' +
      '`preview_unavailable`. Show other products.',
  ),
}
const REFUSED = {
  400: problem(
    '`bad_json`, `bad_request`, `too_many_items`, `too_many_bought`, `too_many_exclude`, or a preview that does not hold: ' +
      '`bad_preview`, `expired_preview`, `unknown_key`. The sentence says what to change.',
  ),
  413: problem('`body_too_large`'),
}

export const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/recommend',
    summary: 'The products of one slot, best first.',
    body: recommendRequestSchema,
    takesPreview: true,
    answers: { 200: json('None in the holdout.', recommendResponseSchema), ...REFUSED, ...UNSERVED },
  },
  {
    method: 'post',
    path: '/recommend/page',
    summary: 'All shelves of a page by one release: model and theme together.',
    body: pageRequestSchema,
    takesPreview: true,
    answers: {
      200: json('From top to bottom; without items in the holdout.', pageResponseSchema),
      ...REFUSED,
      ...UNSERVED,
    },
  },
  {
    method: 'post',
    path: '/graphql',
    summary:
      'Recommendations with their products, as recommendations.graphql extends the Storefront schema. Errors of a query are ' +
      'answered with status 200, as Shopify does.',
    body: graphqlRequestSchema,
    takesPreview: true,
    answers: {
      200: json('Data, and errors where there were some.', graphqlResponseSchema),
      400: json(
        'No GraphQL, or a preview that does not hold.',
        z.union([graphqlResponseSchema, problemSchema]),
      ),
      405: json('`method_not_allowed`', graphqlResponseSchema),
      413: json('`body_too_large`', graphqlResponseSchema),
    },
  },
  {
    method: 'get',
    path: '/proxy/recommendations',
    summary: "One slot or one page by Shopify's app proxy, which adds shop, timestamp, signature and others.",
    query: parametersSchema,
    takesPreview: true,
    answers: {
      200: {
        description: 'As POST /recommend or /recommend/page answers, or as Liquid.',
        content: {
          [JSON_TYPE]: z.union([recommendResponseSchema, pageResponseSchema]),
          'application/liquid': z.string(),
        },
      },
      400: REFUSED[400],
      401: problem('`unsigned`, `repeated_parameter`, `bad_signature`, `wrong_shop`, `stale`, `replayed`'),
      405: UNSERVED[405],
      503: problem(
        '`no_app_proxy`, `replays_unavailable`, `no_storefront`, `storefront_failed`, `no_release`, ' +
          '`storage_unavailable`, `inference_failed`, `preview_unavailable`',
      ),
    },
  },
  {
    method: 'post',
    path: '/events',
    summary: 'What came of recommendations. Only of visitors who consented.',
    body: eventsRequestSchema,
    answers: {
      200: json('How many events were counted; the others are dropped.', eventsResponseSchema),
      400: problem('`bad_json`, `bad_request`: the sentence says what to change.'),
      405: UNSERVED[405],
      413: REFUSED[413],
      503: problem('`evidence_unavailable`, `no_release`, `storage_unavailable`. Send them again.'),
    },
  },
  {
    method: 'get',
    path: '/health',
    summary: 'What is served and why. Warms a cold isolate.',
    answers: {
      200: json('Something is served.', healthSchema),
      405: UNSERVED[405],
      503: json('Nothing is served.', healthSchema),
    },
  },
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'This description.',
    answers: { 200: json('OpenAPI 3.1.', z.record(z.string(), z.unknown())), 405: UNSERVED[405] },
  },
]
