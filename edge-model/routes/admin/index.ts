/**
 * @module The admin API of `contract/admin.ts`, behind its bearer token. What is sent and breaks the contract is 422.
 */
import { Hono } from 'hono'
import type { AppEnv } from '../../app-env.ts'
import { ContractError } from '../../contract/problem.ts'
import { answerError, HttpProblem } from '../../http/problem.ts'
import { requireKeys, requireToken } from './auth.ts'
import { blobsRoute } from './blobs.ts'
import { channelsRoute } from './channels.ts'
import { manifestsRoute } from './manifests.ts'
import { releasesRoute } from './releases.ts'

export const adminRoute = new Hono<AppEnv>()
  .onError((error, c) => {
    const refused = error instanceof ContractError ? new HttpProblem(422, error.code, error.message) : error
    return answerError(refused, c)
  })
  .use(requireToken)
  .use(requireKeys)
  .route('/blobs', blobsRoute)
  .route('/manifests', manifestsRoute)
  .route('/releases', releasesRoute)
  .route('/channels', channelsRoute)
