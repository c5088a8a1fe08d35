/**
 * @module GET /images/*.svg: drawings never change under one name, so browsers may keep them; an ETag for those that ask.
 */
import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { type Answer, HttpError } from './http.ts'

/** Draws the image at a path such as /images/mug.svg; null where there is none. */
export type ImageRenderer = (path: string) => string | null

export function answerImage(path: string, headers: IncomingHttpHeaders, render: ImageRenderer): Answer {
  const svg = render(path)
  if (svg === null) throw new HttpError(404, 'NOT_FOUND', `There is no image ${path}.`)
  const etag = `"${createHash('sha256').update(svg).digest('base64url').slice(0, 22)}"`
  const caching = { etag, 'cache-control': 'public, max-age=31536000' }
  const known = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (known?.includes(etag) === true) return { status: 304, headers: caching, body: '' }
  return { status: 200, headers: { 'content-type': 'image/svg+xml; charset=utf-8', ...caching }, body: svg }
}
