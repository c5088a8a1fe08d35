/**
 * @module What a move makes of a channel: a pure function, the same for people and for the controller.
 */
import {
  type Canary,
  CHANNEL_VERSION,
  type Channel,
  DEFAULT_HOLDOUT_PERCENT,
  DEFAULT_PERCENT,
  DEFAULT_PLAN,
  MAX_PINS,
} from '../contract/channel.ts'
import { type Decision, rolloutRulesSchema } from '../contract/evidence.ts'
import type { Digest } from '../contract/ids.ts'
import type { Move } from '../contract/move.ts'
import { ContractError } from '../contract/problem.ts'

/** The move makes no sense as the channel stands. */
export class MoveRefused extends ContractError {
  override name = 'MoveRefused'
}

export interface Circumstances {
  shop: string
  /** ISO 8601. */
  now: string
  /** 16 random hexadecimal digits. */
  salt: string
  /** The seq that a first channel goes on from, where there was one of an older version. */
  after?: number
  /** What the controller rests the move on. */
  decision?: Decision | undefined
}

type Body = Pick<Channel, 'stable' | 'previous' | 'canary' | 'holdout' | 'pins'>

/**
 * The channel after a move; `channel` itself where the move leaves it as it is.
 * @param channel null where the shop has none yet
 * @throws MoveRefused `no_channel`, `no_canary`, `nothing_to_roll_back`, `already_paused`, `not_paused`, `not_a_step`,
 *   `too_many_pins`, `not_pinned`, `no_change`
 */
export function moveChannel(channel: Channel | null, move: Move, circumstances: Circumstances): Channel {
  const body = channel === null ? firstBody(move, circumstances) : nextBody(channel, move, circumstances)
  if (channel !== null && body === channel) return channel
  const { stable, previous, canary, holdout, pins } = body
  const { action, by, message } = move
  const { now: at, decision } = circumstances
  return {
    schemaVersion: CHANNEL_VERSION,
    shop: circumstances.shop,
    seq: (channel?.seq ?? circumstances.after ?? 0) + 1,
    ...{ stable, previous, canary, holdout, pins },
    change: { action, by, message, at, ...(decision === undefined ? {} : { decision }) },
  }
}

/** Releases that `after` may give a shopper and `before` did not name for that. */
export function newlyServed(before: Channel | null, after: Channel): Digest[] {
  const served = ({ stable, canary, pins }: Channel) =>
    new Set([stable, ...(canary === null ? [] : [canary.release]), ...Object.values(pins)])
  const known = before === null ? new Set<Digest>() : served(before)
  const others = [...served(after)].filter((release) => release !== after.stable && !known.has(release))
  return before?.stable === after.stable ? others : [after.stable, ...others]
}

function firstBody(move: Move, { salt }: Circumstances): Body {
  if (move.action !== 'publish') {
    throw new MoveRefused(
      'no_channel',
      'The shop has no channel yet, so there is nothing to move; publish a release.',
    )
  }
  const holdout = { percent: DEFAULT_HOLDOUT_PERCENT, salt }
  return { stable: move.release, previous: null, canary: null, holdout, pins: {} }
}

function nextBody(channel: Channel, move: Move, { now, salt }: Circumstances): Body {
  const { stable, previous, canary, holdout, pins } = channel
  switch (move.action) {
    case 'publish':
      if (move.release === stable || move.release === canary?.release) return channel
      return { ...channel, canary: newCanary(move, now, salt) }
    case 'promote':
      return { ...channel, stable: running(canary).release, previous: stable, canary: null }
    case 'rollback':
      if (canary !== null) return { ...channel, canary: null }
      if (previous === null) {
        throw new MoveRefused(
          'nothing_to_roll_back',
          'There is no canary, and no release was stable before the one that is; there is nothing to roll back to.',
        )
      }
      return { ...channel, stable: previous, previous: stable }
    case 'pause':
      if (running(canary).paused) {
        throw new MoveRefused('already_paused', 'The canary is paused already; resume lets it go on.')
      }
      return { ...channel, canary: { ...running(canary), paused: true } }
    case 'resume':
      if (!running(canary).paused) throw new MoveRefused('not_paused', 'The canary is not paused.')
      return { ...channel, canary: { ...running(canary), paused: false } }
    case 'ramp':
      return { ...channel, canary: ramped(running(canary), move.percent, now) }
    case 'pin':
      return { ...channel, pins: withPin(pins, move.build, move.release ?? stable) }
    case 'unpin':
      return { ...channel, pins: withoutPin(pins, move.build) }
    case 'holdout':
      if (move.percent === holdout.percent) throw noChange(`The holdout has ${move.percent} % already.`)
      return { ...channel, holdout: { ...holdout, percent: move.percent } }
  }
}

function newCanary(move: Extract<Move, { action: 'publish' }>, now: string, salt: string): Canary {
  const plan = move.plan ?? [...DEFAULT_PLAN]
  const usual = plan.includes(DEFAULT_PERCENT) ? DEFAULT_PERCENT : (plan[0] ?? 100)
  const percent = step(plan, move.percent ?? usual)
  const rules = move.rules ?? rolloutRulesSchema.parse({})
  return {
    release: move.release,
    percent,
    salt,
    plan,
    startedAt: now,
    stepStartedAt: now,
    paused: false,
    rules,
  }
}

function ramped(canary: Canary, percent: number, now: string): Canary {
  if (percent === canary.percent) throw noChange(`The canary has ${percent} % already.`)
  return { ...canary, percent: step(canary.plan, percent), stepStartedAt: now }
}

function step(plan: readonly number[], percent: number): number {
  if (plan.includes(percent)) return percent
  throw new MoveRefused(
    'not_a_step',
    `${percent} % is no step of the canary's plan; choose one of ${plan.join(', ')}.`,
  )
}

function running(canary: Canary | null): Canary {
  if (canary !== null) return canary
  throw new MoveRefused('no_canary', 'No canary is running; publish a release to start one.')
}

function withPin(pins: Channel['pins'], build: string, release: Digest): Channel['pins'] {
  const isPinned = Object.hasOwn(pins, build)
  if (isPinned && pins[build] === release) {
    throw noChange(`Build ${build} is pinned to release ${release.slice(0, 12)} already.`)
  }
  if (!isPinned && Object.keys(pins).length >= MAX_PINS) {
    throw new MoveRefused('too_many_pins', `${MAX_PINS} builds are pinned already; unpin one first.`)
  }
  return { ...pins, [build]: release }
}

function withoutPin(pins: Channel['pins'], build: string): Channel['pins'] {
  if (!Object.hasOwn(pins, build)) {
    throw new MoveRefused('not_pinned', `Build ${build} is not pinned.`)
  }
  return Object.fromEntries(Object.entries(pins).filter(([name]) => name !== build))
}

const noChange = (sentence: string): MoveRefused => new MoveRefused('no_change', sentence)
