/**
 * @module What is served and why, as /health tells it.
 */
import type { Health } from '../contract/admin.ts'
import type { Channel } from '../contract/channel.ts'
import { toFault } from './fault.ts'
import type { ChannelFollower } from './follower.ts'
import type { ReleaseLoads } from './loads.ts'
import type { ReleaseMemory } from './memory.ts'

export interface Kept {
  memory: ReleaseMemory
  loads: ReleaseLoads
  follower: ChannelFollower
}

export function healthOf(shop: string, { memory, loads, follower }: Kept): Health {
  const { channel, serving } = follower
  const release = serving === null ? null : memory.peek(serving)
  const canary = channel === null ? null : canaryHealth(channel, { memory, loads })
  const problem = follower.channelFault ?? follower.stableFault
  const isWell = problem === null && (canary?.problem ?? null) === null
  return {
    status: release === null ? 'empty' : isWell ? 'ok' : 'degraded',
    shop,
    release: release?.id ?? null,
    seq: channel?.seq ?? null,
    items: release?.manifest.model.items ?? null,
    canary,
    problem: problem?.message ?? null,
  }
}

function canaryHealth(
  { canary }: Channel,
  { memory, loads }: Pick<Kept, 'memory' | 'loads'>,
): Health['canary'] {
  if (canary === null) return null
  const { release, percent, paused } = canary
  const isReady = memory.peek(release) !== null && !memory.isExpired(release)
  const failure = loads.failureOf(release)
  const why = failure === undefined ? 'There is no room for it beside the others.' : toFault(failure).message
  const problem = isReady ? null : `Release ${release.slice(0, 12)} can't be served: ${why}`
  return { release, percent, paused, problem }
}
