/**
 * @module The fitted scorers of a release as `scorer.json` beside its manifest: with them new sessions and new products get
 * their entries without learning again. JSON keeps every double exactly. It is not published.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeIssues } from '@aisle/edge-model/contract'
import { z } from 'zod'
import { InputError, messageOf } from '../../dataset/input-error.ts'
import { SCORER_FILE } from '../../publish/release-files.ts'
import { BUCKETS, DISTANCES } from '../pair-scorer/examples.ts'
import { featureWidth } from '../pair-scorer/features.ts'
import { placesOf } from '../pair-scorer/network.ts'
import type { Fitted } from '../pair-scorer/pair-scorer.ts'

/** To be raised where features or network change: the weights of another network are worth nothing. */
export const SCORER_VERSION = 3

/** What values the pairs of a shop without learning anything. */
export interface ShopScorer {
  fitted: Fitted
  /** Share of a shelf's places that find what is wanted. */
  worth: number
  /** Whether it was fitted with what products say of themselves. */
  described: boolean
}

const numbers = z.array(z.number()).transform((values) => Float64Array.from(values))
const taskSchema = z.strictObject({
  name: z.enum(['next', 'together', 'similar']),
  kind: z.enum(['visits', 'baskets']),
  source: z.int().min(0),
  rule: z.strictObject({ self: z.boolean(), alike: z.boolean() }),
  speakers: z.int().min(1),
  heads: z.union([z.literal(1), z.literal(2)]),
})
const fittedTaskSchema = z.strictObject({
  task: taskSchema,
  scorer: z.strictObject({
    theta: numbers,
    logOmega: numbers,
    standard: z.strictObject({ mean: numbers, deviation: numbers }),
  }),
  nu: z.number(),
  boost: z.number(),
  neighbours: z.int().min(1),
  examples: z.int().min(0),
})
const scorerSchema = z
  .strictObject({
    schemaVersion: z.literal(SCORER_VERSION),
    fitted: z.strictObject({
      kinds: z.strictObject({ visits: z.boolean(), baskets: z.boolean(), histories: z.boolean() }),
      fading: z.strictObject({ slow: z.number().positive(), fast: z.number().positive() }),
      counted: z.int().min(0),
      tasks: z.array(fittedTaskSchema).min(1),
    }),
    worth: z.number().min(0).max(1),
    described: z.boolean(),
  })
  .refine(hasItsWeights, 'the weights are not those of the network')

function hasItsWeights({ fitted: { kinds, tasks }, described }: ShopScorer): boolean {
  const sources = Object.values(kinds).filter((held) => held).length
  const width = featureWidth(sources, described, kinds.baskets)
  return tasks.every(
    ({ scorer: { theta, logOmega, standard } }) =>
      theta.length > 0 &&
      theta.length % placesOf(width).weights === 0 &&
      logOmega.length === BUCKETS * DISTANCES &&
      standard.mean.length === width &&
      standard.deviation.length === width,
  )
}

/** The file's text, the same for the same scorer. */
export function formatScorer({ fitted, worth, described }: ShopScorer): string {
  const { kinds, fading, counted, tasks } = fitted
  const json: z.input<typeof scorerSchema> = {
    schemaVersion: SCORER_VERSION,
    fitted: {
      kinds: { visits: kinds.visits, baskets: kinds.baskets, histories: kinds.histories },
      fading: { slow: fading.slow, fast: fading.fast },
      counted,
      tasks: tasks.map(
        ({
          task: { name, kind, source, rule, speakers, heads },
          scorer,
          nu,
          boost,
          neighbours,
          examples,
        }) => ({
          task: { name, kind, source, rule: { self: rule.self, alike: rule.alike }, speakers, heads },
          scorer: {
            theta: Array.from(scorer.theta),
            logOmega: Array.from(scorer.logOmega),
            standard: {
              mean: Array.from(scorer.standard.mean),
              deviation: Array.from(scorer.standard.deviation),
            },
          },
          nu,
          boost,
          neighbours,
          examples,
        }),
      ),
    },
    worth,
    described,
  }
  return `${JSON.stringify(json)}\n`
}

/**
 * Reads the scorer of a release.
 * @throws InputError where the release has none, or none that this code can use
 */
export async function readScorer(dir: string): Promise<ShopScorer> {
  const path = join(dir, SCORER_FILE)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new InputError(
      `The release has no ${SCORER_FILE} (${messageOf(error)}): older ones and those of SLIST have none; ` +
        'train again with aisle train.',
    )
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new InputError(`${path} is no JSON: ${messageOf(error)}. Train again.`)
  }
  const parsed = scorerSchema.safeParse(json)
  if (!parsed.success) {
    throw new InputError(
      `${path} is no scorer of this version: ${describeIssues(parsed.error)}. Train again.`,
    )
  }
  const { fitted, worth, described } = parsed.data
  return { fitted, worth, described }
}
