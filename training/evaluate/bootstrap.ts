/**
 * @module Intervals by resampling sessions (Efron, "Bootstrap Methods", 1979; percentile intervals). The predictions of
 * a session depend on each other, so a resample draws whole sessions, with replacement, as many as there are: drawing
 * predictions would make intervals too narrow.
 */
import { seededRandom } from './random.ts'

/** Enough that the ends of a 95 % interval stand on 25 resamples each. */
export const RESAMPLES = 1000
export const BOOTSTRAP_SEED = 1
/** Of fewer sessions an interval would pretend to a certainty that nobody has. */
export const LEAST_SESSIONS = 10

/** A figure and its 95 % interval, null where fewer than 10 sessions speak. */
export interface Estimate {
  value: number
  interval: [low: number, high: number] | null
}

/** What is summed over sessions to make figures: one row a session. */
export interface SessionSums {
  sessions: number
  columns: number
  /** [sessions, columns] */
  sums: Float64Array
}

/** An empty sheet of sums. */
export function sessionSums(sessions: number, columns: number): SessionSums {
  return { sessions, columns, sums: new Float64Array(sessions * columns) }
}

/** Column sums of the sessions as they are, row 0, and of each resample, rows 1 … R: [R + 1, columns]. */
export function resampleSums(
  { sessions, columns, sums }: SessionSums,
  { resamples = RESAMPLES, seed = BOOTSTRAP_SEED } = {},
): Float64Array {
  const random = seededRandom(seed)
  const drawn = new Float64Array((resamples + 1) * columns)
  const add = (row: number, session: number): void => {
    const from = session * columns
    const to = row * columns
    for (let c = 0; c < columns; c++) drawn[to + c] = (drawn[to + c] ?? 0) + (sums[from + c] ?? 0)
  }
  for (let s = 0; s < sessions; s++) add(0, s)
  for (let r = 1; r <= resamples; r++) {
    for (let s = 0; s < sessions; s++) add(r, Math.floor(random() * sessions))
  }
  return drawn
}

/**
 * A figure made of column sums, as measured and as resampled. Resamples that can't say (NaN: nothing to divide by) are
 * left out.
 * @param figure from the column sums of one resample to the figure
 */
export function estimate(
  drawn: Float64Array,
  { sessions, columns }: Pick<SessionSums, 'sessions' | 'columns'>,
  figure: (sums: Float64Array) => number,
): Estimate {
  const rows = drawn.length / columns
  const values = new Float64Array(rows - 1)
  for (let r = 1; r < rows; r++) values[r - 1] = figure(drawn.subarray(r * columns, (r + 1) * columns))
  const value = figure(drawn.subarray(0, columns))
  const told = values.filter((v) => !Number.isNaN(v)).sort()
  const interval: Estimate['interval'] =
    sessions < LEAST_SESSIONS || told.length === 0 ? null : [quantile(told, 0.025), quantile(told, 0.975)]
  return { value: Number.isNaN(value) ? 0 : value, interval }
}

/** Quantile of ascending values, linear between them (type 7 of Hyndman and Fan, 1996). */
export function quantile(ascending: ArrayLike<number>, q: number): number {
  const at = q * (ascending.length - 1)
  const below = Math.floor(at)
  const low = ascending[below] ?? 0
  return low + (at - below) * ((ascending[Math.min(below + 1, ascending.length - 1)] ?? 0) - low)
}
