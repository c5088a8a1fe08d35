/**
 * @module A release shown to an engineer: `?aisle-preview=<token>` on any page keeps the token in the session, and the
 * Worker, which alone can tell whether it is good, is shown it with every ask. `?aisle-preview=off` ends it.
 */
import { claimsOf } from '@aisle/edge-model/contract'
import { z } from 'zod'
import { PREVIEW_OFF, PREVIEW_PARAM } from './preview-param.ts'
import type { ShopperSession } from './session.ts'

/** A signed envelope as base64url. Longer than this, the cookie could grow beyond the 4 KB a browser keeps. */
const tokenSchema = z
  .string()
  .max(1_200)
  .regex(/^[A-Za-z0-9_-]+$/)

export interface Preview {
  token: string
  /** Digest of the release it is for. */
  release: string
}

/** The session's preview, null where there is none or its time is over. */
export function readPreview(session: Pick<ShopperSession, 'get'>, now = Date.now()): Preview | null {
  const token = tokenSchema.safeParse(session.get('preview')).data
  const claims = token === undefined ? null : claimsOf(token)
  if (token === undefined || claims === null || Date.parse(claims.expiresAt) <= now) return null
  return { token, release: claims.release }
}

/**
 * Begins or ends a preview where a page's address asks for it.
 * @returns the page's address without the token, which is not to be shared; null where the address asks for nothing
 */
export function notePreview(session: ShopperSession, request: Request): string | null {
  const url = new URL(request.url)
  const asked = url.searchParams.get(PREVIEW_PARAM)
  if (asked === null || request.method !== 'GET') return null
  if (asked === PREVIEW_OFF) session.unset('preview')
  else if (tokenSchema.safeParse(asked).success) session.set('preview', asked)
  url.searchParams.delete(PREVIEW_PARAM)
  return url.href
}
