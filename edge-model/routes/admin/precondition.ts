/**
 * @module Compare-and-swap over HTTP: which state of the channel a caller believes to replace.
 */
import type { Context } from 'hono'
import { HttpProblem } from '../../http/problem.ts'
import type { StoredChannel } from '../../releases/stored-channel.ts'

/**
 * The digest that the channel must have, null where there must be none yet.
 * @throws HttpProblem 428 without a condition, 400 for one that is no single etag
 */
export function readPrecondition(c: Context): string | null {
  const match = c.req.header('If-Match')
  const noneMatch = c.req.header('If-None-Match')
  if (match === undefined && noneMatch === undefined) {
    throw new HttpProblem(
      428,
      'precondition_required',
      'Send If-Match with the ETag that GET answered, or If-None-Match: * for the first release.',
    )
  }
  if (match === undefined && noneMatch === '*') return null
  // Cloudflare marks an ETag as weak when it compresses the answer that carries it.
  const [, etag] = /^(?:W\/)?"([^"]+)"$/.exec(match ?? '') ?? []
  if (noneMatch === undefined && etag !== undefined) return etag
  throw new HttpProblem(
    400,
    'bad_precondition',
    'Send either If-Match with one quoted ETag, or If-None-Match: *, not both.',
  )
}

export const etagOf = ({ digest }: StoredChannel): string => `"${digest}"`

/** Somebody else moved the channel: 412, with who did what to it. */
export function conflict(current: StoredChannel | null): HttpProblem {
  return new HttpProblem(412, 'channel_moved', current === null ? NONE : describe(current))
}

const NONE = 'The shop has no channel; send If-None-Match: * for the first release.'

function describe(stored: StoredChannel): string {
  const { seq, change } = stored.channel
  return (
    `The channel is at seq ${seq} with ETag ${etagOf(stored)} since ${change.at}: ${change.by} did ${change.action} ` +
    `("${change.message}"). Look at it, then send again with that ETag.`
  )
}
