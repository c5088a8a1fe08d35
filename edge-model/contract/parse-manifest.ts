/**
 * @module Reading a manifest that came from outside, of this version or the one before.
 */
import { z } from 'zod'
import { MANIFEST_VERSION, type Manifest, manifestSchema } from './manifest.ts'
import { liftManifest, manifestV1Schema } from './manifest-v1.ts'
import { ContractError, describeIssues } from './problem.ts'

/**
 * Checks a manifest; one of version 1 comes back in the shape of version 2.
 * @throws ContractError `unknown_version` for another schemaVersion, `bad_manifest` for anything else amiss
 */
export function parseManifest(json: unknown): Manifest {
  const version = z.object({ schemaVersion: z.number() }).safeParse(json).data?.schemaVersion
  if (version === 1) return liftManifest(parse(manifestV1Schema, json))
  if (version !== undefined && version !== MANIFEST_VERSION) {
    throw new ContractError(
      'unknown_version',
      `The manifest has schemaVersion ${version}; this Worker reads 1 and ${MANIFEST_VERSION}. ` +
        'Deploy a Worker that reads it, or publish with the matching aisle.',
    )
  }
  return parse(manifestSchema, json)
}

function parse<T>(schema: z.ZodType<T>, json: unknown): T {
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new ContractError('bad_manifest', `The manifest is not valid: ${describeIssues(parsed.error)}.`)
}
