/**
 * @module Reading a release document that came from outside.
 */
import { z } from 'zod'
import { ContractError, describeIssues } from './problem.ts'
import { RELEASE_VERSION, type ReleaseDocument, releaseDocumentSchema } from './release-document.ts'

/** Far more than a theme takes. */
export const MAX_RELEASE_BYTES = 64 * 1024

/**
 * @throws ContractError `unknown_version` for another schemaVersion, `bad_release` for anything else amiss
 */
export function parseRelease(json: unknown): ReleaseDocument {
  const version = z.object({ schemaVersion: z.number() }).safeParse(json).data?.schemaVersion
  if (version !== undefined && version !== RELEASE_VERSION) {
    throw new ContractError(
      'unknown_version',
      `The release has schemaVersion ${version}; this Worker reads ${RELEASE_VERSION}. ` +
        'Deploy a Worker that reads it, or publish with the matching aisle.',
    )
  }
  const parsed = releaseDocumentSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new ContractError('bad_release', `The release is not valid: ${describeIssues(parsed.error)}.`)
}

/**
 * @param now milliseconds since the epoch
 * @throws ContractError `expired`
 */
export function checkExpiry({ expiresAt }: Pick<ReleaseDocument, 'expiresAt'>, now: number): void {
  if (now < Date.parse(expiresAt)) return
  throw new ContractError(
    'expired',
    `The release expired at ${expiresAt}. Publish it again: aisle signs it anew, for longer.`,
  )
}
