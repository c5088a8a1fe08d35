/**
 * @module An event file as large as wanted, of a shop whose visitors come at the same time: lines in time order, the
 * sessions mixed as in a server's log.
 */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { seededRandom } from '../../training/evaluate/random.ts'

/** Sessions that are under way at the same time. */
const OPEN = 200
const PRODUCTS_AN_INTEREST = 40
const START = 1_700_000_000
/** Events a second. */
const RATE = 2
const LINES_PER_CHUNK = 10_000
/** Share of sessions that are orders, and by how many customers, some of whom order far more often than others. */
const ORDERS = 0.15
const CUSTOMERS = 300_000

export interface LargeEvents {
  /** How large the file is at least. */
  bytes: number
  products: number
  /** Whether some of the sessions are orders by customers who are known. */
  orders?: boolean
}

export interface WrittenEvents {
  lines: number
  sessions: number
}

/** Mean length of a session is 5; one event of ten leaves the session's interest. */
export async function writeLargeEvents(
  path: string,
  { bytes, products, orders = false }: LargeEvents,
): Promise<WrittenEvents> {
  const random = seededRandom(11)
  // u³ piles up at 0: the first products are the popular ones.
  const popular = (n: number): number => Math.floor(random() ** 3 * n)
  let sessions = 0
  const open = () => ({
    // Ids come in no order, and none twice: an odd factor permutes the numbers below 2³².
    id: (Math.imul(++sessions, 0x9e3779b1) >>> 0).toString(36),
    interest: popular(products / PRODUCTS_AN_INTEREST),
    customer: orders && random() < ORDERS ? `c${popular(CUSTOMERS)}` : '',
  })
  const visitors = Array.from({ length: OPEN }, open)
  let lines = 0
  let written = 0
  function* chunks(): Generator<string> {
    yield `SessionId\tItemId\tTime${orders ? '\tKind\tCustomerId' : ''}\n`
    while (written < bytes) {
      let chunk = ''
      for (let l = 0; l < LINES_PER_CHUNK; l++) {
        const seat = Math.floor(random() * OPEN)
        const visitor = visitors[seat] ?? open()
        const inside = visitor.interest * PRODUCTS_AN_INTEREST + popular(PRODUCTS_AN_INTEREST)
        const product = random() < 0.9 ? Math.min(inside, products - 1) : popular(products)
        const { id, customer } = visitor
        const more = orders ? `\t${customer === '' ? 'view' : 'purchase'}\t${customer}` : ''
        chunk += `${id}\t${product}\t${START + Math.floor(lines++ / RATE)}${more}\n`
        if (random() < 0.2) visitors[seat] = open()
      }
      written += chunk.length
      yield chunk
    }
  }
  await pipeline(Readable.from(chunks()), createWriteStream(path))
  return { lines, sessions }
}
