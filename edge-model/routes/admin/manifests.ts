/**
 * @module /admin/manifests/:sha256, what releases are made of.
 */
import { Hono } from 'hono'
import type { AppEnv } from '../../app-env.ts'
import { blobKey, manifestKey } from '../../contract/keys.ts'
import { blobsOf, MAX_MANIFEST_BYTES, type Manifest } from '../../contract/manifest.ts'
import { parseManifest } from '../../contract/parse-manifest.ts'
import { ContractError } from '../../contract/problem.ts'
import { parseJson, readBody } from '../../http/body.ts'
import { allowOnly, HttpProblem } from '../../http/problem.ts'
import { sha256Hex } from '../../contract/digest.ts'
import { headObject } from '../../releases/storage.ts'
import { createObject, digestMismatch, digestParam } from './store.ts'

export const manifestsRoute = new Hono<AppEnv>()
  .put('/:sha256', async (c) => {
    const { RELEASES } = c.var.config
    const sha256 = digestParam(c.req.param('sha256'))
    const bytes = await readBody(
      c.req.raw,
      MAX_MANIFEST_BYTES,
      'A manifest names its blobs, it holds no data.',
    )
    if ((await sha256Hex(bytes)) !== sha256) throw digestMismatch(sha256)
    await checkBlobs(RELEASES, checkManifest(parseJson(bytes, 422)))
    const stored = await createObject(RELEASES, manifestKey(sha256), bytes, sha256, 'application/json')
    return c.json(stored, stored.created ? 201 : 200)
  })
  .all('/:sha256', allowOnly('PUT'))

function checkManifest(json: unknown): Manifest {
  try {
    return parseManifest(json)
  } catch (error) {
    if (error instanceof ContractError) throw new HttpProblem(422, error.code, error.message)
    throw error
  }
}

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
