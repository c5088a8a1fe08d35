/**
 * @module The model card: what a release's model is for, what it learned from, how well it does and where it does not
 * (Mitchell et al., "Model Cards for Model Reporting", 2019). It is part of the manifest, so it is signed with it.
 */
import { z } from 'zod'

/** The card version this code writes and reads. */
export const CARD_VERSION = 1
/** Bytes of JSON that a card stays below. */
export const MAX_CARD_BYTES = 20 * 1024

const share = z.number().min(0).max(1)
const sentence = z.string().min(1).max(600)
const name = z.string().min(1).max(64)

/** A figure and its 95 % interval; null where too few sessions speak. */
const estimateSchema = z.strictObject({
  value: z.number(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
})
const pairSchema = z.strictObject({ hr: estimateSchema, mrr: estimateSchema })
/** Over all targets, and over those new to the session; baskets have no other than new ones: null. */
const figuresSchema = z.strictObject({ all: pairSchema, novel: pairSchema.nullable() })

const sideSchema = z.strictObject({
  sessions: z.int().min(0),
  events: z.int().min(0),
  products: z.int().min(0),
  /** End of the first and of the last session; null where the data carry no times. */
  window: z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() }).nullable(),
})

export const cardSchema = z.strictObject({
  schemaVersion: z.literal(CARD_VERSION),
  model: z.strictObject({
    name,
    parameters: z
      .record(name, z.union([z.number(), z.string().max(200), z.boolean()]))
      .refine((parameters) => Object.keys(parameters).length <= 64, 'must have at most 64 entries'),
  }),
  intendedUse: z.array(sentence).min(1).max(8),
  limits: z.array(sentence).min(1).max(8),
  data: z.strictObject({
    /** What the measured model learned from; the released one learns from both sides. */
    train: sideSchema,
    test: sideSchema,
    /** On what basis the data were collected. */
    consent: sentence,
  }),
  measured: z.strictObject({
    kind: z.enum(['visits', 'baskets']),
    /** What is asked and what counts. */
    how: sentence,
    /** How training and test lie in time. */
    split: sentence,
    /** Length of the list that counts. */
    k: z.int().min(1),
    predictions: z.int().min(0),
    /** What a resample draws. */
    sessions: z.int().min(0),
    resamples: z.int().min(1),
  }),
  /** The model first, then what it was held against. */
  metrics: z
    .array(figuresSchema.extend({ model: name }))
    .min(1)
    .max(8),
  /** The model minus each of the others, on the same resamples. */
  differences: z.array(figuresSchema.extend({ against: name })).max(7),
  /** Slices that differ from the whole by more than chance, worst first. */
  slices: z
    .array(
      z.strictObject({
        /** What was cut by. */
        dimension: sentence,
        slice: z.string().min(1).max(120),
        predictions: z.int().min(1),
        hr: estimateSchema,
      }),
    )
    .max(10),
  catalog: z.strictObject({
    /** Share of the products that stand in at least one list. */
    coverage: share,
    gini: share,
    /** Mean popularity percentile of what is listed and of what shoppers went to. */
    listedPercentile: share,
    targetPercentile: share,
    /** 1 − mean similarity of two products of a list, and what it is measured by; null where there were no lists. */
    diversity: z.number().nullable(),
    diversityBy: z.enum(['content', 'co-occurrence']),
  }),
  /** Expected calibration error of scores read as probabilities: of the first place, of the whole list. */
  calibration: z.strictObject({ first: share, list: share }),
})
export type ModelCard = z.infer<typeof cardSchema>
