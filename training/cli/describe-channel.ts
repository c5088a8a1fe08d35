/**
 * @module Channels and their moves in words.
 */
import type { Channel } from '@aisle/edge-model/contract'

export const short = (digest: string): string => digest.slice(0, 12)

/** 2026-11-25T03:04:05.678Z as 2026-11-25 03:04:05. */
export const instant = (iso: string): string => iso.slice(0, 19).replace('T', ' ')

/** What a move did to the channel. @param before the channel of the seq before, where it is known */
export function describeMove(channel: Channel, before: Channel | undefined): string {
  const { stable, canary, holdout, change } = channel
  switch (change.action) {
    case 'publish':
    case 'ramp':
    case 'pause':
    case 'resume':
      return canary === null
        ? `stable ${short(stable)}`
        : `canary ${short(canary.release)} at ${canary.percent} %`
    case 'promote':
      return `stable ${short(stable)}`
    case 'rollback':
      return before?.canary == null
        ? `stable ${short(stable)}`
        : `canary ${short(before.canary.release)} dropped`
    case 'pin':
    case 'unpin':
      return before === undefined ? '' : describePins(before.pins, channel.pins)
    case 'holdout':
      return `holdout ${holdout.percent} %`
  }
}

function describePins(before: Channel['pins'], after: Channel['pins']): string {
  const builds = new Set([...Object.keys(before), ...Object.keys(after)])
  const changes = [...builds].flatMap((build) => {
    const release = after[build]
    if (release === before[build]) return []
    return release === undefined ? `${build} free` : `${build} on ${short(release)}`
  })
  return changes.join(', ')
}
