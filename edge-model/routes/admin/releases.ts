/**
 * @module /admin/releases/:sha256, models and themes bound together.
 */
import { Hono } from 'hono'
import type { AppEnv } from '../../app-env.ts'
import type { ReleaseAnswer } from '../../contract/admin.ts'
import { RELEASE_TYPE } from '../../contract/envelope.ts'
import { releaseKey } from '../../contract/keys.ts'
import { checkExpiry, MAX_RELEASE_BYTES, parseRelease } from '../../contract/parse-release.ts'
import { allowOnly, HttpProblem } from '../../http/problem.ts'
import { checkShop, readManifest, readRelease } from '../../releases/documents.ts'
import { headObject } from '../../releases/storage.ts'
import { readEnvelope, storeEnvelope } from './envelopes.ts'
import { digestParam } from './store.ts'

const ADVICE = 'A release names its manifest and holds a theme, no data.'

export const releasesRoute = new Hono<AppEnv>()
  .get('/:sha256', async (c) => {
    const { source } = c.var
    const sha256 = digestParam(c.req.param('sha256'))
    if ((await headObject(source.bucket, releaseKey(sha256))) === null) {
      throw new HttpProblem(404, 'not_found', `No release ${sha256} is stored.`)
    }
    c.header('Cache-Control', 'no-store')
    return c.json((await readRelease(source, sha256)) satisfies ReleaseAnswer)
  })
  .put('/:sha256', async (c) => {
    const { source } = c.var
    const sha256 = digestParam(c.req.param('sha256'))
    const sent = await readEnvelope(c, sha256, RELEASE_TYPE, MAX_RELEASE_BYTES, ADVICE)
    const release = checkShop(source, 'release', parseRelease(sent.json))
    checkExpiry(release, source.now())
    await readManifest(source, release.manifest)
    const stored = await storeEnvelope(c, releaseKey(sha256), sent)
    return c.json(stored, stored.created ? 201 : 200)
  })
  .all('/:sha256', allowOnly('GET', 'HEAD', 'PUT'))
