/**
 * @module One run of the controller: look at the evidence, decide, write the decision down, move the channel.
 *
 * The move goes the way everybody's does, by compare-and-swap: of several runs at once, or of a run and a person, one moves
 * the channel and the others leave it; the next run looks anew. No step forward is taken whose decision is not in the
 * Ledger. Rolling back waits for nothing: its decision stands in the channel as well.
 */
import { experimentsOf } from '../contract/assignment.ts'
import type { Canary, Channel } from '../contract/channel.ts'
import type { Decision } from '../contract/evidence.ts'
import { ContractError } from '../contract/problem.ts'
import type { Look } from '../evidence/decide.ts'
import { liveExperiments } from '../evidence/experiments.ts'
import { gatherEvidence, keepOnlyPresent } from '../evidence/gather.ts'
import { unservable } from '../evidence/reasons.ts'
import type { Shards } from '../evidence/shard.ts'
import { type ChannelReading, readChannel } from '../releases/channel-store.ts'
import { appendDecision, takeLook } from '../releases/decisions.ts'
import { type Mover, takeMove } from '../releases/take-move.ts'
import { UnavailableError } from '../releases/unavailable.ts'
import { consider, moveFor } from './consider.ts'

export interface ControllerServices extends Mover {
  config: { EVIDENCE: Shards }
}

/**
 * What a run came to. `nothing`: no channel, no canary, or one at 100 %. `lost`: somebody else moved the channel meanwhile.
 */
export type Run =
  | { did: 'nothing' }
  | { did: 'held' | 'lost'; decision: Decision }
  | { did: 'moved'; decision: Decision; channel: Channel }

/**
 * Runs once for the Worker's shop.
 * @throws UnavailableError where R2 or a shard fails, or the Ledger before a step forward. Nothing has moved then, and the
 *   next run tries again.
 */
export async function runController(services: ControllerServices): Promise<Run> {
  const { store } = services
  const now = new Date(services.source.now())
  const reading = await readChannel(store)
  if (reading.stored === null) return { did: 'nothing' }
  const { channel } = reading.stored
  const live = liveExperiments(experimentsOf(channel), now)
  await keepOnlyPresent(services.config.EVIDENCE, store.shop, live, now)
  const { canary } = channel
  const decision = canary === null ? null : await decideNow(services, channel, canary, now)
  return decision === null ? { did: 'nothing' } : act(services, reading, decision)
}

interface Taken {
  decision: Decision
  /** It stands in the Ledger. */
  isWritten: boolean
}

async function decideNow(
  services: ControllerServices,
  channel: Channel,
  canary: Canary,
  now: Date,
): Promise<Taken | null> {
  const { store, config } = services
  const experiments = experimentsOf(channel)
  const { rollout } = await gatherEvidence(config.EVIDENCE, store.shop, experiments, now)
  if (rollout === null || experiments.rollout === null) return null
  const look: Look = { stable: rollout.stable.visitors, canary: rollout.canary.visitors }
  const looks = await orNull(takeLook(store, experiments.rollout, look))
  const considered = consider(canary, rollout, looks ?? [], now)
  if (considered === null) return null
  const decision = await unlessUnservable(services, canary, considered)
  const logged = { ...decision, release: canary.release, seq: channel.seq }
  const written = await orNull(appendDecision(store, logged).then(() => true))
  return { decision, isWritten: written !== null }
}

/**
 * A promotion only of what can be loaded. What can't be is wrong and stays wrong: it is rolled back, or every run would
 * decide to promote it.
 * @throws StorageError
 */
async function unlessUnservable(
  { keeper }: ControllerServices,
  { release }: Canary,
  decision: Decision,
): Promise<Decision> {
  if (decision.verdict !== 'promote') return decision
  try {
    const held = await keeper.prepare(release)
    held.letGo()
    return decision
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
    return { ...decision, verdict: 'rollback', reasons: [unservable(error.message)] }
  }
}

/** The Ledger's answer, null where it can't be had. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    console.error('The controller could not ask the Ledger.', error)
    return null
  }
}

async function act(
  services: ControllerServices,
  before: ChannelReading,
  { decision, isWritten }: Taken,
): Promise<Run> {
  const move = moveFor(decision)
  if (move === null) return { did: 'held', decision }
  if (!isWritten && move.action !== 'rollback') {
    throw new UnavailableError(
      'ledger_unavailable',
      `The Ledger can't be reached, so the decision to ${decision.verdict} is not written down and not followed.`,
    )
  }
  const outcome = await takeMove(services, before, move, decision)
  return outcome === null
    ? { did: 'lost', decision }
    : { did: 'moved', decision, channel: outcome.stored.channel }
}
