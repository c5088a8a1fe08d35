/**
 * @module Products that never came up in a session: they follow behind the others, so that new ones get rows and places.
 */
import type { ProductContent } from '../../dataset/catalog.ts'
import type { SessionLog } from '../../dataset/session-log.ts'

/** Days after which a product that nobody turned to is no longer new. */
const NEW_DAYS = 60
const DAY = 86_400

/** The same sessions over all products of the catalog. */
export function withCatalog(log: SessionLog, catalog: ReadonlyMap<string, ProductContent>): SessionLog {
  const known = new Set(log.items)
  const others = [...catalog.keys()].filter((item) => !known.has(item))
  return { ...log, items: [...log.items, ...others] }
}

/**
 * 1 for each product that is described, in no session, and not known to be old, [n].
 * @param log its last session says what is new
 */
export function freshProducts(log: SessionLog, catalog: ReadonlyMap<string, ProductContent>): Uint8Array {
  const now = log.times?.at(-1)
  const sold = new Uint8Array(log.items.length)
  for (const item of log.events.subarray(log.offsets[0], log.offsets.at(-1))) sold[item] = 1
  return Uint8Array.from(log.items, (id, item) => {
    const content = catalog.get(id)
    if (content === undefined || sold[item] === 1) return 0
    const { createdAt } = content
    return now === undefined || createdAt === null || now - createdAt <= NEW_DAYS * DAY ? 1 : 0
  })
}
