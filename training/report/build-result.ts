/**
 * @module From the answers of several models to one result: intervals, differences, slices and all.
 */
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import { type Accuracy, compareModels } from '../evaluate/accuracy.ts'
import { BOOTSTRAP_SEED, type Estimate, RESAMPLES } from '../evaluate/bootstrap.ts'
import { calibrationOf } from '../evaluate/calibration.ts'
import type { Cases } from '../evaluate/cases.ts'
import { catalogUse } from '../evaluate/catalog-use.ts'
import { diversityOf, type Similarity } from '../evaluate/diversity.ts'
import type { Metrics } from '../evaluate/metrics.ts'
import { metricsOf } from '../evaluate/next-item.ts'
import type { Records } from '../evaluate/rank-cases.ts'
import { sliceAccuracy } from '../evaluate/slice-accuracy.ts'
import { type CategoryOf, dimensionsOf } from '../evaluate/slices.ts'
import { type DimensionResult, type EvaluationResult, type ModelResult, RESULT_VERSION } from './result.ts'

/** One model's run. */
export interface MeasuredModel {
  name: string
  parameters: ModelResult['parameters']
  records: Records
  unquantized: { all: Metrics; novel: Metrics }
  trainSeconds: number
  modelBytes: number
}

/** What all models were measured on. */
export interface Measurement {
  cases: Cases
  train: SessionLog
  test: SessionLog
  minPrefix: number
  k: number
  sources: string[]
  split: string
  runtime: string
  similarity: Similarity
  categoryOf?: CategoryOf | undefined
}

/** @param measured at least one model; the others are held against the first */
export function buildResult(measurement: Measurement, measured: readonly MeasuredModel[]): EvaluationResult {
  const { cases, train, test, minPrefix, k, sources, split, runtime } = measurement
  const records = measured.map((model) => model.records)
  const results = compareModels(cases, records).flatMap(
    ({ accuracy, difference }, m): [string, ModelResult][] => {
      const model = measured[m]
      return model === undefined ? [] : [[model.name, modelResult(measurement, model, accuracy, difference)]]
    },
  )
  const first = results[0]?.[1]
  if (first === undefined) throw new Error('There is no model to tell of.')
  return {
    ...first,
    schemaVersion: RESULT_VERSION,
    kind: cases.kind,
    k,
    minPrefix,
    sources,
    train: sideOf(train),
    test: sideOf(test),
    split,
    novelPredictions: cases.novel.reduce((sum, novel) => sum + novel, 0),
    testSessions: cases.sessions,
    bootstrap: { resamples: RESAMPLES, seed: BOOTSTRAP_SEED, level: 0.95 },
    runtime,
    models: Object.fromEntries(results),
    dimensions: dimensionResults(measurement, measured),
  }
}

function modelResult(
  { cases, train, similarity }: Measurement,
  { records, parameters, unquantized, trainSeconds, modelBytes }: MeasuredModel,
  accuracy: Accuracy<Estimate>,
  difference: Accuracy<Estimate> | null,
): ModelResult {
  return {
    ...metricsOf(cases, records),
    items: train.items.length,
    trainSeconds,
    modelBytes,
    parameters,
    unquantized,
    accuracy,
    difference,
    catalog: catalogUse(cases, records, train),
    diversity: diversityOf(records, similarity),
    calibration: calibrationOf(records),
  }
}

function dimensionResults(
  { cases, train, categoryOf }: Measurement,
  measured: readonly MeasuredModel[],
): DimensionResult[] {
  const records = measured.map((model) => model.records)
  return dimensionsOf(cases, train, categoryOf).map((dimension) => ({
    name: dimension.name,
    title: dimension.title,
    slices: sliceAccuracy(cases, dimension, records).map(({ models, ...slice }) => ({
      ...slice,
      models: Object.fromEntries(
        models.flatMap((accuracy, m) => {
          const name = measured[m]?.name
          return name === undefined ? [] : [[name, accuracy]]
        }),
      ),
    })),
  }))
}

function sideOf(log: SessionLog): EvaluationResult['train'] {
  const [first] = log.times ?? []
  const last = log.times?.at(-1)
  const at = (seconds: number): string => new Date(1000 * seconds).toISOString()
  const events = log.events.subarray(log.offsets[0], log.offsets.at(-1))
  return {
    sessions: sessionCount(log),
    events: events.length,
    products: new Set(events).size,
    window: first === undefined || last === undefined ? null : { from: at(first), to: at(last) },
  }
}
