/**
 * @module Fits the scorer to what shoppers did after the sessions that were counted.
 *
 * Sessions that were counted can't be fitted to: each of their pairs has been seen at least once, by construction, and
 * the network would learn to trust single sightings.
 */
import { seededRandom } from '../../evaluate/random.ts'
import { createAdam } from './adam.ts'
import { BUCKETS, DISTANCES, type Examples } from './examples.ts'
import { RATIO } from './features.ts'
import type { FitTable } from './fit-table.ts'
import { createLoss } from './loss.ts'
import { startWeights } from './network.ts'
import type { Scorer } from './scorer.ts'

export interface FitParameters {
  /** Weight of the loss without seen items, ν. */
  nu: number
  steps: number
  /** Examples a step. */
  batch: number
  seed: number
}

const RATE = 0.02
const OMEGA_RATE = 0.04
const DECAY = 1e-4
const WARM_UP = 20
/** From this share of the steps on weights are averaged: what is left of a batch's chance goes out of them. */
const AVERAGED_FROM = 0.7

/** A fitted scorer; where nothing can be predicted, the one that fitting starts from. */
export function fitScorer(
  table: FitTable,
  examples: Examples,
  { nu, steps, batch, seed }: FitParameters,
  onStep?: (step: number, loss: number) => void,
): Scorer {
  const random = seededRandom(seed)
  const scorer: Scorer = {
    theta: startWeights(() => normal(random), table.standard.deviation[RATIO] ?? 1),
    logOmega: Float64Array.from({ length: BUCKETS * DISTANCES }, (_, at) => -(at % DISTANCES) / 2),
    standard: table.standard,
  }
  const { targets } = examples
  if (targets.length === 0) return scorer
  const loss = createLoss(table, examples, { nu, omegas: scorer.logOmega.length, random })
  const network = createAdam(scorer.theta, DECAY)
  const omega = createAdam(scorer.logOmega, 0)
  const events = new Int32Array(batch)
  const theta = new Float64Array(scorer.theta.length)
  const logOmega = new Float64Array(scorer.logOmega.length)
  const from = Math.floor(AVERAGED_FROM * steps)
  for (let step = 0; step < steps; step++) {
    for (let e = 0; e < batch; e++) events[e] = targets[Math.floor(random() * targets.length)] ?? 0
    const value = loss.run(scorer, events)
    const rate = scheduleAt(step, steps)
    network.step(loss.theta, RATE * rate)
    omega.step(loss.logOmega, OMEGA_RATE * rate)
    if (step >= from) {
      addShare(theta, scorer.theta, 1 / (steps - from))
      addShare(logOmega, scorer.logOmega, 1 / (steps - from))
    }
    onStep?.(step, value)
  }
  return { theta, logOmega, standard: table.standard }
}

function addShare(sum: Float64Array, values: Float64Array, share: number): void {
  for (let p = 0; p < sum.length; p++) sum[p] = (sum[p] ?? 0) + share * (values[p] ?? 0)
}

/** Up over 20 steps, down to .3 after 60 % and .1 after 85 %. */
function scheduleAt(step: number, steps: number): number {
  const done = step / steps
  return Math.min(1, (step + 1) / WARM_UP) * (done < 0.6 ? 1 : done < 0.85 ? 0.3 : 0.1)
}

/** A standard normal number, by Box and Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
