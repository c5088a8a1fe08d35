/**
 * @module What the evidence says of a running canary, and which move that asks for. Pure: the controller acts on it, the
 * admin API shows it.
 */
import type { Canary } from '../contract/channel.ts'
import type { Decision } from '../contract/evidence.ts'
import type { Move } from '../contract/move.ts'
import { decide, type Look } from '../evidence/decide.ts'
import type { Evidence } from '../evidence/gather.ts'

/** A move's message is bounded; the decision beside it has the rest. */
const MAX_MESSAGE = 500

/**
 * The decision that is due.
 * @param looks earlier ones of this step; those that another run took since the evidence was gathered are left out
 * @returns null for a canary at 100 %, where nobody is left to compare it with: a person put it there, and promotes it or
 *   rolls it back
 */
export function consider(
  { plan, percent, rules, startedAt, stepStartedAt, paused }: Canary,
  { stable, canary }: NonNullable<Evidence['rollout']>,
  looks: readonly Look[],
  now: Date,
): Decision | null {
  if (percent >= 100) return null
  return decide({
    rules,
    plan,
    percent,
    step: plan.indexOf(percent),
    startedAt: Date.parse(startedAt),
    stepStartedAt: Date.parse(stepStartedAt),
    now: now.getTime(),
    paused,
    looks: looks.filter((look) => look.stable <= stable.visitors && look.canary <= canary.visitors),
    stable,
    canary,
  })
}

/** The move that a decision asks for, null where it is to hold. */
export function moveFor({ verdict, reasons, numbers }: Decision): Move | null {
  const told = { by: 'controller', message: shorten(reasons.map(({ message }) => message).join(' ')) }
  switch (verdict) {
    case 'hold':
      return null
    case 'advance':
      return { action: 'ramp', percent: numbers.next, ...told }
    case 'promote':
    case 'rollback':
      return { action: verdict, ...told }
  }
}

const shorten = (text: string): string =>
  text.length <= MAX_MESSAGE ? text : `${text.slice(0, MAX_MESSAGE - 1)}…`
