/**
 * @module A client of the Worker for any storefront, without a framework: asks for recommendations, reports what came of them.
 * `npm run client` makes `client/dist/aisle.js` of it, an ES module of less than 2 KB.
 *
 * The visitor has an id only while they consent, kept in the browser; taking the consent back deletes it.
 */
import type {
  PageRequest,
  PageResponse,
  RecommendRequest,
  RecommendResponse,
  StorefrontEvent,
} from '../edge-model/contract/index.ts'

export interface Options {
  /** The Worker's origin: https://recommendations.example */
  url: string
  /**
   * Whether the visitor allows that they are recognised and counted. Left out, that is not known yet: as without consent,
   * but the id of an earlier consent is kept until `setConsent` says what holds.
   */
  consent?: boolean
  /** The storefront's build, which may be pinned to a release. */
  build?: string
  /** Milliseconds until a call is given up. */
  timeout?: number
  /** Where the visitor's id is kept. */
  storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
}

/** What the client adds by itself. */
type Known = 'items' | 'consent' | 'visitorId' | 'build'
type Asking<T extends { items: string[] }> = Omit<T, Known> & { items?: string[] }

export interface Client {
  /** One slot's products, or null where there are none to be had in time: show something else. Never rejects. */
  recommend(wish: Asking<RecommendRequest>): Promise<RecommendResponse | null>
  /** All shelves of a page, or null. Never rejects. */
  recommend(wish: Asking<PageRequest>): Promise<PageResponse | null>
  /** Reports an addition to the cart or an order, if the visitor consented. Never rejects. */
  report(event: StorefrontEvent): Promise<void>
  /** Notes the visitor's choice; a refusal deletes their id. */
  setConsent(consent: boolean): void
  /** The visitor's id, made when it is first needed; undefined without consent or where nothing can be kept. */
  visitorId(): string | undefined
}

const KEY = 'aisle-visitor'

/** Enough to tell an answer from a stranger's page; the Worker checks the rest before it sends it. */
const isAnswer = (value: unknown): value is RecommendResponse & PageResponse =>
  typeof value === 'object' && value !== null && ('items' in value || 'shelves' in value)

export function createClient({ url, consent, build, timeout = 1_000, storage }: Options): Client {
  /** A browser may refuse to keep anything, already when it is asked for its storage. */
  const kept = <T>(use: (storage: NonNullable<Options['storage']>) => T): T | undefined => {
    try {
      return use(storage ?? localStorage)
    } catch {
      return undefined
    }
  }
  const visitorId = () =>
    consent
      ? kept((store) => {
          const known = store.getItem(KEY)
          if (known) return known
          const made = crypto.randomUUID()
          store.setItem(KEY, made)
          return made
        })
      : undefined
  const setConsent = (allowed: boolean) => {
    consent = allowed
    if (!allowed) kept((store) => store.removeItem(KEY))
  }
  const post = (path: string, body: object, signal: AbortSignal | null = null) => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // So that what is reported on leaving a page still leaves the browser.
      keepalive: !signal,
      signal,
    }
    return fetch(url + path, init)
  }
  const report = async (event: StorefrontEvent) => {
    const id = visitorId()
    if (id) await post('/events', { visitorId: id, consent, events: [event] }).catch(() => {})
  }
  const recommend = async (wish: { items?: string[] }) => {
    const begun = performance.now()
    const tell = (outcome: 'answered' | 'late' | 'failed') =>
      void report({ type: 'call', outcome, milliseconds: performance.now() - begun })
    const signal = AbortSignal.timeout(timeout)
    try {
      const path = 'page' in wish ? '/recommend/page' : '/recommend'
      const body = { items: [], ...wish, consent: !!consent, visitorId: visitorId(), build }
      const response = await post(path, body, signal)
      if (!response.ok) throw response.status
      const answer = await response.json()
      if (!isAnswer(answer)) throw answer
      tell('answered')
      return answer
    } catch {
      tell(signal.aborted ? 'late' : 'failed')
      return null
    }
  }
  if (consent === false) setConsent(false)
  return { recommend, report, setConsent, visitorId }
}
