/**
 * @module Channels with a canary and visitors of known buckets.
 */
import { bucket, type Canary, type Digest, rolloutRulesSchema } from '../../../edge-model/contract/index.ts'

export const CANARY_SALT = '00112233445566aa'
export const HOLDOUT_SALT = '0123456789abcdef'

export const canaryOf = (release: Digest, percent: number): Canary => ({
  release,
  percent,
  salt: CANARY_SALT,
  plan: [1, 5, 25, 50, 100],
  startedAt: '2026-11-20T00:00:00Z',
  stepStartedAt: '2026-11-20T00:00:00Z',
  paused: false,
  rules: rolloutRulesSchema.parse({}),
})

/** Any visitor whose bucket of `salt` lies in [from, to). */
export function visitorIn(salt: string, from: number, to: number): string {
  for (let n = 0; ; n++) {
    const at = bucket(salt, `visitor-${n}`)
    if (at >= from && at < to) return `visitor-${n}`
  }
}
