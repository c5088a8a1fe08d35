/**
 * @module /admin/blobs/:sha256, files of a release.
 */
import { type Context, Hono } from 'hono'
import type { AppEnv } from '../../app-env.ts'
import { blobKey } from '../../contract/keys.ts'
import { MAX_BLOB_BYTES } from '../../contract/table.ts'
import { allowOnly, HttpProblem } from '../../http/problem.ts'
import { createObject, digestParam, findStored } from './store.ts'

export const blobsRoute = new Hono<AppEnv>()
  // Answers HEAD as well.
  .get('/:sha256', async (c) => {
    const sha256 = digestParam(c.req.param('sha256'))
    const stored = await findStored(c.var.config.RELEASES, blobKey(sha256), sha256)
    if (stored === null) throw new HttpProblem(404, 'not_found', `No blob ${sha256} is stored.`)
    return c.json(stored)
  })
  .put('/:sha256', async (c) => {
    const sha256 = digestParam(c.req.param('sha256'))
    checkLength(c)
    const key = blobKey(sha256)
    const existing = await findStored(c.var.config.RELEASES, key, sha256)
    if (existing !== null) return c.json(existing)
    if (c.req.raw.body === null) throw emptyBody()
    const type = 'application/octet-stream'
    const stored = await createObject(c.var.config.RELEASES, key, c.req.raw.body, sha256, type)
    return c.json(stored, stored.created ? 201 : 200)
  })
  .all('/:sha256', allowOnly('GET', 'HEAD', 'PUT'))

function checkLength(c: Context): void {
  const header = c.req.header('Content-Length')
  if (header === undefined) {
    throw new HttpProblem(411, 'length_required', 'Send the number of bytes as Content-Length.')
  }
  const length = Number(header)
  if (length === 0) throw emptyBody()
  if (!Number.isInteger(length) || length < 0) {
    throw new HttpProblem(400, 'bad_length', `Content-Length ${header} is no number of bytes.`)
  }
  if (length > MAX_BLOB_BYTES) {
    throw new HttpProblem(
      413,
      'body_too_large',
      `The blob has ${length} bytes, at most ${MAX_BLOB_BYTES} fit into an isolate. ` +
        'A release of this version of aisle train stays within that: train again; for fewer products, with --from.',
    )
  }
}

function emptyBody(): HttpProblem {
  return new HttpProblem(400, 'empty_body', 'A blob has at least one byte; the body is empty.')
}
