/**
 * @module What `aisle evaluate --json` prints: everything the report shows, as data.
 */
import { z } from 'zod'

/** Grows when a key changes its meaning or goes; new keys alone leave it. */
export const RESULT_VERSION = 1

const share = z.number().min(0).max(1)
const metricsSchema = z.strictObject({ hr: share, mrr: share })
const intervalSchema = z.tuple([z.number(), z.number()]).nullable()
const estimateSchema = z.strictObject({ value: z.number(), interval: intervalSchema })
const pairSchema = z.strictObject({ hr: estimateSchema, mrr: estimateSchema })
const accuracySchema = z.strictObject({ all: pairSchema, novel: pairSchema })

const reliabilitySchema = z.strictObject({
  ece: share,
  bins: z.array(z.strictObject({ predictions: z.int().min(1), predicted: share, observed: share })),
})

export const modelResultSchema = z.strictObject({
  all: metricsSchema,
  novel: metricsSchema,
  predictions: z.int().min(0),
  /** Products the model ranks. */
  items: z.int().min(1),
  trainSeconds: z.number().min(0),
  modelBytes: z.int().min(1),
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  /** The same model before it was coded in uint8 and exported. */
  unquantized: z.strictObject({ all: metricsSchema, novel: metricsSchema }),
  /** The figures with 95 % intervals. */
  accuracy: accuracySchema,
  /** This model minus the first, on the same resamples; null for the first. */
  difference: accuracySchema.nullable(),
  catalog: z.strictObject({
    coverage: share,
    gini: share,
    meanEvents: z.number().min(0),
    listedPercentile: share,
    targetPercentile: share,
    lorenz: z.array(share),
  }),
  diversity: z.strictObject({
    by: z.enum(['content', 'co-occurrence']),
    value: z.number().nullable(),
    lists: z.int().min(0),
  }),
  calibration: z.strictObject({
    predictions: z.int().min(0),
    first: reliabilitySchema,
    list: reliabilitySchema,
  }),
})
export type ModelResult = z.infer<typeof modelResultSchema>

const sliceSchema = z.strictObject({
  slice: z.string().min(1),
  predictions: z.int().min(1),
  sessions: z.int().min(1),
  models: z.record(z.string(), pairSchema),
})
export const dimensionSchema = z.strictObject({
  name: z.enum(['length', 'novelty', 'age', 'popularity', 'category']),
  title: z.string().min(1),
  slices: z.array(sliceSchema),
})
export type DimensionResult = z.infer<typeof dimensionSchema>

const sideSchema = z.strictObject({
  sessions: z.int().min(0),
  events: z.int().min(0),
  products: z.int().min(0),
  /** End of the first and of the last session; null where the data carry no times. */
  window: z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() }).nullable(),
})

/** The first model's figures stand at the top too. */
export const resultSchema = modelResultSchema.extend({
  schemaVersion: z.literal(RESULT_VERSION),
  /** Visits: each prefix predicts the next event. Baskets: the others predict one hidden product. */
  kind: z.enum(['visits', 'baskets']),
  /** Length of the list that counts. */
  k: z.int().min(1),
  minPrefix: z.int().min(1),
  /** Names of what was read, without folders. */
  sources: z.array(z.string()),
  train: sideSchema,
  test: sideSchema,
  /** How training and test lie in time. */
  split: z.string().min(1),
  novelPredictions: z.int().min(0),
  /** Sessions that predict: what a resample draws. */
  testSessions: z.int().min(0),
  bootstrap: z.strictObject({ resamples: z.int().min(1), seed: z.int(), level: z.literal(0.95) }),
  /** What runs the exported models. */
  runtime: z.string().min(1),
  models: z.record(z.string(), modelResultSchema),
  dimensions: z.array(dimensionSchema),
})
export type EvaluationResult = z.infer<typeof resultSchema>
