/**
 * @module Fits the scorer to what shoppers did after the sessions that were counted.
 *
 * Sessions that were counted can't be fitted to: each of their pairs has been seen at least once, by construction, and
 * the network would learn to trust single sightings.
 */
import { seededRandom } from '../../evaluate/random.ts'
import { createAdam } from './adam.ts'
import type { Counting } from './counting.ts'
import { BUCKETS, DISTANCES, type Examples } from './examples.ts'
import { ratioOf } from './features.ts'
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
  /** The source whose ratio feature the fit starts from. */
  source: number
}

const RATE = 0.02
const OMEGA_RATE = 0.04
const DECAY = 1e-4
const WARM_UP = 20
/** From this share of the steps on weights are averaged: what is left of a batch's chance goes out of them. */
const AVERAGED_FROM = 0.7

/** A fitted scorer; where nothing can be predicted, the one that fitting starts from. */
export async function fitScorer(
  counting: Pick<Counting, 'passes' | 'width'>,
  table: FitTable,
  examples: Examples,
  { nu, steps, batch, seed, source }: FitParameters,
  onStep?: (step: number, loss: number) => void,
): Promise<Scorer> {
  const random = seededRandom(seed)
  const ratio = ratioOf(source)
  const scorer: Scorer = {
    theta: startWeights(counting.width, () => normal(random), ratio, table.standard.deviation[ratio] ?? 1),
    logOmega: Float64Array.from({ length: BUCKETS * DISTANCES }, (_, at) => -(at % DISTANCES) / 2),
    standard: table.standard,
  }
  const { targets } = examples
  if (targets.length === 0 || steps === 0) return scorer
  const loss = createLoss(counting, table, examples, { nu, omegas: scorer.logOmega.length })
  const network = createAdam(scorer.theta, DECAY)
  const omega = createAdam(scorer.logOmega, 0)
  const events = new Int32Array(batch)
  const theta = new Float64Array(scorer.theta.length)
  const logOmega = new Float64Array(scorer.logOmega.length)
  const from = Math.floor(AVERAGED_FROM * steps)
  for (let step = 0; step < steps; step++) {
    for (let e = 0; e < batch; e++) events[e] = targets[Math.floor(random() * targets.length)] ?? 0
    const value = await loss.run(scorer, events, Math.floor(random() * 2 ** 31))
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

/**
 * Several fits from different weights and draws as one scorer: what is chance in each goes out of their mean (Hansen and
 * Salamon, "Neural Network Ensembles", 1990).
 */
export async function fitEnsemble(
  counting: Pick<Counting, 'passes' | 'width'>,
  table: FitTable,
  examples: Examples,
  parameters: FitParameters & { networks: number },
  onStep?: (step: number) => void,
): Promise<Scorer> {
  const { networks, seed, steps } = parameters
  const members: Scorer[] = []
  for (let m = 0; m < networks; m++) {
    const own = { ...parameters, seed: seed + m }
    members.push(await fitScorer(counting, table, examples, own, (step) => onStep?.(m * steps + step)))
  }
  const size = members[0]?.theta.length ?? 0
  const theta = new Float64Array(networks * size)
  const logOmega = new Float64Array(members[0]?.logOmega.length ?? 0)
  for (const [m, member] of members.entries()) {
    theta.set(member.theta, m * size)
    addShare(logOmega, member.logOmega, 1 / networks)
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
