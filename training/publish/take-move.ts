/**
 * @module Moves a channel from the state it was read in, and tells who was faster where somebody was.
 */
import type { Change, Move, MoveAnswer } from '@aisle/edge-model/contract'
import { InputError } from '../dataset/input-error.ts'
import { ChannelMoved, type ChannelState, type WorkerApi } from './worker-api.ts'

/** Who moves a channel and why. */
export type Told = Pick<Change, 'by' | 'message'>

/** @throws InputError saying why the channel did not move */
export async function takeMove(
  worker: WorkerApi,
  shop: string,
  move: Move,
  from: ChannelState | null,
): Promise<MoveAnswer> {
  try {
    return await worker.move(shop, move, from)
  } catch (error) {
    if (!(error instanceof ChannelMoved)) throw error
    // Where the channel can't be read again, the refusal itself tells as much in the Worker's words.
    const now = await worker.getChannel(shop).catch(() => undefined)
    throw now === undefined ? error : new InputError(explainMoved(shop, move, now))
  }
}

function explainMoved(shop: string, { action }: Move, now: ChannelState | null): string {
  return (
    `Somebody else moved the channel of ${shop} in the meantime: ${now === null ? 'it is gone now' : describe(now)}. ` +
    `Nothing was done. If it still makes sense, run aisle ${action} again.`
  )
}

function describe({ channel: { seq, stable, canary, change } }: ChannelState): string {
  const trial = canary === null ? '' : `, canary ${canary.release.slice(0, 12)} at ${canary.percent} %`
  return (
    `${change.by} did ${change.action} ("${change.message}") at ${change.at}; ` +
    `it stands at seq ${seq}, stable ${stable.slice(0, 12)}${trial}`
  )
}
