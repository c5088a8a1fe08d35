/**
 * @module From a checked request to its answer, the same for every door: who asks gets a release and an arm, the release
 * ranks, and the exposure is counted. A door reads requests and writes answers, nothing else.
 */
import type { Who } from '../contract/assignment.ts'
import type { Digest } from '../contract/ids.ts'
import type { RecommendedItem, RecommendResponse } from '../contract/recommend.ts'
import type { PageResponse } from '../contract/recommend-page.ts'
import type { Arm } from '../contract/visitor.ts'
import { HttpProblem } from '../http/problem.ts'
import { ServerTiming } from '../http/server-timing.ts'
import type { Held } from '../releases/keeper.ts'
import type { Release } from '../releases/release.ts'
import type { PageRequest, SlotRequest } from './parse-request.ts'
import { recommend } from './recommend.ts'

/** What the doors stand on, as one request has it. */
export interface Services {
  /** @throws UnavailableError where there is nothing to serve */
  acquire(who: Who): Promise<Held>
  /** Counts what a visitor was shown; nothing without a visitor id. */
  exposed(held: Held, visitorId: string | undefined, what: { outcome: 'answered' | 'failed' }): void
  /** The release that an engineer asked for by a valid override. */
  preview?: Digest | undefined
  timing?: ServerTiming
}

type Visitor = Pick<SlotRequest, 'items' | 'bought' | 'exclude' | 'consent' | 'visitorId' | 'build'>

/** One slot's products. @throws HttpProblem 503 where the release fails, UnavailableError where there is none */
export function serveSlot(services: Services, request: SlotRequest): Promise<RecommendResponse> {
  const { slot, limit } = request
  return serve(services, request, async ({ release, arm }) => ({
    items: arm === 'holdout' ? [] : await shelf(release, request, { slot, length: limit }),
  }))
}

/**
 * All shelves of a page as the release's theme has them. A product stands on one shelf only, on the uppermost that wants it.
 * @throws HttpProblem 503 where the release fails, UnavailableError where there is none
 */
export function servePage(services: Services, request: PageRequest): Promise<PageResponse> {
  const { page, spare } = request
  return serve(services, request, async ({ release, arm }) => {
    const shelves: PageResponse['shelves'] = []
    for (const themed of release.theme.pages[page]) {
      const beside = shelves.flatMap(({ items }) => items.map(({ productId }) => productId))
      const { slot, length } = themed
      const items = arm === 'holdout' ? [] : await shelf(release, request, { slot, length, spare, beside })
      shelves.push({ ...themed, items })
    }
    return { shelves }
  })
}

function shelf(
  release: Release,
  { items, bought, exclude, consent }: Visitor,
  place: Pick<Parameters<typeof recommend>[1], 'slot' | 'length'> & { spare?: number; beside?: string[] },
): Promise<RecommendedItem[]> {
  return recommend(release, { spare: 0, beside: [], ...place, items, bought, exclude, consent })
}

async function serve<T extends object>(
  services: Services,
  { consent, visitorId, build }: Visitor,
  rank: (held: Held) => Promise<T>,
): Promise<{ release: Digest; arm: Arm; took: number } & T> {
  const { timing = new ServerTiming(), preview } = services
  const known = consent ? visitorId : undefined
  const begun = performance.now()
  const held = await timing.measure('release', () => services.acquire({ visitorId: known, build, preview }))
  const { release, arm } = held
  try {
    if (preview !== undefined && release.id !== preview) throw notShown(preview)
    const ranked = await timing.measure('run', () => rank(held))
    services.exposed(held, known, { outcome: 'answered' })
    return { release: release.id, arm, ...ranked, took: performance.now() - begun }
  } catch (error) {
    if (error instanceof HttpProblem) throw error
    services.exposed(held, known, { outcome: 'failed' })
    // A run that fails is the release's fault, not the shopper's: the storefront should show something else meanwhile.
    console.error(`Release ${release.id} failed on a session.`, error)
    throw new HttpProblem(
      503,
      'inference_failed',
      `Release ${release.id.slice(0, 12)} failed on this session; show other products. The cause is in the Worker's log.`,
    )
  } finally {
    release.letGo()
  }
}

/** Who asked for a release must not believe to see it. */
function notShown(preview: Digest): HttpProblem {
  return new HttpProblem(
    503,
    'preview_unavailable',
    `Release ${preview.slice(0, 12)} can't be shown: it can't be loaded, or there is no room for it just now. The cause is in the Worker's log.`,
  )
}
