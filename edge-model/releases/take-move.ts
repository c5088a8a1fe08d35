/**
 * @module A move from beginning to end, for the admin API and for the controller: what it makes of the channel, whether this
 * Worker can serve that, the write, and this isolate following at once.
 */
import { hexOf } from '../contract/digest.ts'
import type { Decision } from '../contract/evidence.ts'
import type { Digest } from '../contract/ids.ts'
import type { Move } from '../contract/move.ts'
import { ContractError } from '../contract/problem.ts'
import { type ChannelReading, type ChannelStore, writeChannel } from './channel-store.ts'
import type { ReleaseKeeper } from './keeper.ts'
import type { ReleaseSource } from './load-release.ts'
import { MoveRefused, moveChannel, newlyServed } from './move-channel.ts'
import type { Release } from './release.ts'
import type { StoredChannel } from './stored-channel.ts'

export interface Mover {
  source: ReleaseSource
  store: ChannelStore
  keeper: ReleaseKeeper
}

/**
 * Takes a move.
 * @returns false for `moved` where the channel was as asked for already; null where somebody else was faster
 * @throws MoveRefused, ContractError `release_unservable`, StorageError; in each case nothing has moved
 */
export async function takeMove(
  { source, store, keeper }: Mover,
  before: ChannelReading,
  move: Move,
  decision?: Decision,
): Promise<{ stored: StoredChannel; moved: boolean } | null> {
  const now = new Date(source.now()).toISOString()
  const { stored, after, fault } = before
  // What a later version of this Worker wrote says more than this one could write back.
  if (fault?.code === 'unknown_version') throw new MoveRefused(fault.code, fault.message)
  const circumstances = { shop: store.shop, now, salt: randomSalt(), after, decision }
  const next = moveChannel(stored?.channel ?? null, move, circumstances)
  if (stored !== null && next === stored.channel) return { stored, moved: false }
  const held: Release[] = []
  try {
    for (const id of newlyServed(stored?.channel ?? null, next)) held.push(await prepare(keeper, id))
    const written = await writeChannel(store, next, before)
    if (written !== null) keeper.adopt(written)
    return written === null ? null : { stored: written, moved: true }
  } finally {
    for (const release of held) release.letGo()
  }
}

/** A channel never moves to what this Worker can't serve. */
async function prepare(keeper: ReleaseKeeper, id: Digest): Promise<Release> {
  try {
    return await keeper.prepare(id)
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
    const why = `because release ${id.slice(0, 12)} can't be served: ${error.message}`
    throw new ContractError('release_unservable', `The channel was not moved, ${why}`)
  }
}

function randomSalt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return hexOf(bytes)
}
