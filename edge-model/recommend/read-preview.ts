/**
 * @module The release an engineer asks to see, by the token that a request carries.
 */
import type { Digest } from '../contract/ids.ts'
import { openPreview, PREVIEW_HEADER, PREVIEW_PARAMETER } from '../contract/preview.ts'
import { ContractError } from '../contract/problem.ts'
import { HttpProblem } from '../http/problem.ts'
import type { ReleaseSource } from '../releases/load-release.ts'

/**
 * The release to show whatever the channel says; undefined without a token.
 * @throws HttpProblem 400 for a token that is not valid: who asks for a release must not believe to see it
 */
export async function readPreview(
  request: Request,
  { keys, shop, now }: ReleaseSource,
): Promise<Digest | undefined> {
  const token =
    request.headers.get(PREVIEW_HEADER) ?? new URL(request.url).searchParams.get(PREVIEW_PARAMETER)
  if (token === null) return undefined
  try {
    return await openPreview(token, await keys(), { shop, now: now() })
  } catch (error) {
    if (error instanceof ContractError) throw new HttpProblem(400, error.code, error.message)
    throw error
  }
}
