/**
 * @module The admin API of `contract/admin.ts`, behind its bearer token.
 */
import { Hono } from 'hono'
import type { AppEnv } from '../../app-env.ts'
import { requireToken } from './auth.ts'
import { blobsRoute } from './blobs.ts'
import { channelsRoute } from './channels.ts'
import { manifestsRoute } from './manifests.ts'

export const adminRoute = new Hono<AppEnv>()
  .use(requireToken)
  .route('/blobs', blobsRoute)
  .route('/manifests', manifestsRoute)
  .route('/channels', channelsRoute)
