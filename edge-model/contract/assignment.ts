/**
 * @module Who gets which release: a pure function of the channel and of what a visitor lets be known. The same visitor gets
 * the same answer in every isolate for as long as the channel stands.
 */
import { bucket } from './bucket.ts'
import type { Channel } from './channel.ts'
import type { Digest } from './ids.ts'
import type { Arm } from './visitor.ts'

export interface Who {
  /** Only with consent. */
  visitorId?: string | undefined
  /** The storefront's build. */
  build?: string | undefined
  /** The release of a valid preview token. */
  preview?: Digest | undefined
}

export interface Assignment {
  arm: Arm
  release: Digest
}

/** The experiments that a channel runs, by ids under which their counts never mix with those of another. */
export interface Experiments {
  /** The canary's present step, null without a canary. */
  rollout: string | null
  holdout: string
}

/**
 * The arm of a visitor: preview before holdout before pinned before canary before stable. In the holdout the release is the
 * stable one, whose theme says which shelves are Shopify's to fill. Without a visitor id there is neither holdout nor canary.
 */
export function assign(channel: Channel, { visitorId, build, preview }: Who): Assignment {
  if (preview !== undefined) return { arm: 'preview', release: preview }
  const { stable, holdout, pins, canary } = channel
  const isBelow = (percent: number, salt: string) =>
    visitorId !== undefined && bucket(salt, visitorId) < percent / 100
  if (isBelow(holdout.percent, holdout.salt)) return { arm: 'holdout', release: stable }
  const pinned = build !== undefined && Object.hasOwn(pins, build) ? pins[build] : undefined
  if (pinned !== undefined) return { arm: 'pinned', release: pinned }
  if (canary !== null && isBelow(canary.percent, canary.salt)) {
    return { arm: 'canary', release: canary.release }
  }
  return { arm: 'stable', release: stable }
}

/** A share of another size divides other people: each has an id of its own. */
export function experimentsOf({ canary, holdout }: Channel): Experiments {
  return {
    rollout: canary === null ? null : `${canary.salt}:${canary.percent}`,
    holdout: `${holdout.salt}:${holdout.percent}`,
  }
}
