/**
 * @module /admin/manifests/:sha256, the models of releases.
 */
import { Hono } from 'hono'
import type { AppEnv } from '../../app-env.ts'
import { MANIFEST_TYPE } from '../../contract/envelope.ts'
import { blobKey, manifestKey } from '../../contract/keys.ts'
import { blobsOf, MAX_MANIFEST_BYTES, type Manifest } from '../../contract/manifest.ts'
import { parseManifest } from '../../contract/parse-manifest.ts'
import { allowOnly, HttpProblem } from '../../http/problem.ts'
import { checkShop } from '../../releases/documents.ts'
import { headObject } from '../../releases/storage.ts'
import { readEnvelope, storeEnvelope } from './envelopes.ts'
import { digestParam } from './store.ts'

const ADVICE = 'A manifest names its blobs, it holds no data.'

export const manifestsRoute = new Hono<AppEnv>()
  .put('/:sha256', async (c) => {
    const { source } = c.var
    const sha256 = digestParam(c.req.param('sha256'))
    const sent = await readEnvelope(c, sha256, MANIFEST_TYPE, MAX_MANIFEST_BYTES, ADVICE)
    await checkBlobs(source.bucket, checkShop(source, 'manifest', parseManifest(sent.json)))
    const stored = await storeEnvelope(c, manifestKey(sha256), sent)
    return c.json(stored, stored.created ? 201 : 200)
  })
  .all('/:sha256', allowOnly('PUT'))

async function checkBlobs(bucket: R2Bucket, manifest: Manifest): Promise<void> {
  const faults = await Promise.all(
    blobsOf(manifest).map(async ({ name, blob: { sha256, bytes } }) => {
      const object = await headObject(bucket, blobKey(sha256))
      if (object === null) return `${name} (${sha256}) is not stored, send it to /admin/blobs first`
      return object.size === bytes ? [] : `${name} has ${object.size} bytes, the manifest says ${bytes}`
    }),
  )
  const told = faults.flat()
  if (told.length > 0)
    throw new HttpProblem(422, 'missing_blob', `The blobs don't match: ${told.join('; ')}.`)
}
