/**
 * @module The services behind the doors, as one request has them.
 */
import type { Recorder } from '../evidence/recorder.ts'
import type { ReleaseKeeper } from '../releases/keeper.ts'
import type { Services } from './serve.ts'

export const servicesOf = (keeper: ReleaseKeeper, evidence: Recorder): Services => ({
  acquire: (who) => keeper.acquire(who),
  exposed: evidence.exposed,
})
