/**
 * @module What every route finds in its context.
 */
import type { Config } from './env.ts'
import type { ChannelStore } from './releases/channel-store.ts'
import type { ReleaseKeeper } from './releases/keeper.ts'
import type { ReleaseSource } from './releases/load-release.ts'

export interface AppEnv {
  Variables: { config: Config; source: ReleaseSource; store: ChannelStore; keeper: ReleaseKeeper }
}
