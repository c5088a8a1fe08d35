/**
 * @module What every route finds in its context.
 */
import type { Config } from './env.ts'
import type { ReleaseKeeper } from './releases/keeper.ts'

export interface AppEnv {
  Variables: { config: Config; keeper: ReleaseKeeper }
}
