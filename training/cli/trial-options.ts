/**
 * @module The options of aisle publish that say how the canary is to be tried.
 */
import { readFile } from 'node:fs/promises'
import {
  DEFAULT_PERCENT,
  DEFAULT_PLAN,
  describeIssues,
  percentSchema,
  planSchema,
  type RolloutRules,
  rolloutRulesSchema,
} from '@aisle/edge-model/contract'
import { z } from 'zod'
import { InputError, messageOf } from '../dataset/input-error.ts'
import type { Trial } from '../publish/publish-release.ts'
import { UsageError } from './errors.ts'
import { wholeNumber } from './flags.ts'

export const trialArgs = {
  percent: {
    type: 'string',
    valueHint: 'n',
    description: `Percentage of the visitors to start with, a step of the plan (${DEFAULT_PERCENT}, else the plan's first)`,
  },
  plan: {
    type: 'string',
    valueHint: 'n,n,100',
    description: `The steps of the rollout in percent (${DEFAULT_PLAN.join(',')})`,
  },
  rules: {
    type: 'string',
    valueHint: 'file',
    description:
      'JSON of what promotion demands, such as {"addToCartMargin":0.2}; what is left out is as usual',
  },
} as const

const PLAN = 'expected percentages separated by commas, rising and ending in 100'

export const trialFlags = {
  percent: wholeNumber(1, 100).pipe(percentSchema).optional(),
  plan: z
    .string()
    .regex(/^\d{1,3}(,\d{1,3})*$/, PLAN)
    .transform((text) => text.split(',').map(Number))
    .refine((plan) => planSchema.safeParse(plan).success, PLAN)
    .optional(),
  rules: z.string().min(1).optional(),
} as const

/** @throws UsageError for a percentage that is no step of the plan, InputError for rules that are none */
export async function readTrial({
  percent,
  plan,
  rules,
}: {
  percent?: number | undefined
  plan?: number[] | undefined
  rules?: string | undefined
}): Promise<Trial> {
  const steps: readonly number[] = plan ?? DEFAULT_PLAN
  if (percent !== undefined && !steps.includes(percent)) {
    throw new UsageError(`--percent: ${percent} is no step of the plan ${steps.join(',')}; see --plan.`)
  }
  return { percent, plan, rules: rules === undefined ? undefined : await readRules(rules) }
}

async function readRules(path: string): Promise<RolloutRules> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new InputError(`There are no rules (${messageOf(error)}); name their file with --rules.`)
  })
  const parsed = rolloutRulesSchema.safeParse(parseJson(path, text))
  if (parsed.success) return parsed.data
  throw new InputError(`${path} holds no rules of a rollout: ${describeIssues(parsed.error)}.`)
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InputError(`${path} is no JSON: ${messageOf(error)}.`)
  }
}
