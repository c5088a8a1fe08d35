/**
 * @module What a build of the storefront is called: `AISLE_BUILD_ID` where the environment names it, else the commit that
 * is checked out, else, without git, the time.
 */
import { execFileSync } from 'node:child_process'
import { buildIdSchema } from '@aisle/edge-model/contract'

/** @throws Error where `AISLE_BUILD_ID` can't name a build */
export function buildId(named: string | undefined = process.env.AISLE_BUILD_ID): string {
  if (named !== undefined && named !== '') {
    const parsed = buildIdSchema.safeParse(named)
    if (parsed.success) return parsed.data
    throw new Error(`AISLE_BUILD_ID can't name a build: ${parsed.error.issues[0]?.message}.`)
  }
  return checkedOut() ?? `built-${Date.now()}`
}

function checkedOut(): string | undefined {
  try {
    const cwd = import.meta.dirname
    const head = execFileSync('git', ['rev-parse', 'HEAD'], { cwd, encoding: 'utf8', stdio: 'pipe' })
    return buildIdSchema.safeParse(head.trim()).data
  } catch {
    return undefined
  }
}
