/**
 * @module A store's events in their final order, read a batch at a time.
 */
import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBIntegerVector,
  type DuckDBResult,
  DuckDBVarCharVector,
} from '@duckdb/node-api'

export type Kind = 'view' | 'purchase'

/** Columns of a batch: what a row has is told by its index, 0 … length − 1. */
export interface EventBatch {
  length: number
  /** Equal within a session, different between neighbours. */
  session(row: number): number
  sessionId(row: number): string
  item(row: number): number
  /** Unix seconds, NaN where unknown. */
  time(row: number): number
  isPurchase(row: number): boolean
  line(row: number): number
  /** Number and name of the session's customer: −1 and empty where unknown. */
  customer(row: number): number
  customerId(row: number): string
  /** NaN where the source has none. */
  quantity(row: number): number
  unitPrice(row: number): number
}

const QUERY = `
  SELECT s.first, e.session, e.item, e.time, e.purchase, e.line, c.number, s.customer, e.quantity, e.unit_price
  FROM events e JOIN sessions s USING (session) LEFT JOIN customers c ON c.customer = s.customer
  ORDER BY s.last, s.first, e.time, e.place`

export class SortedEvents {
  /** How many there are. */
  readonly events: number
  readonly sessions: number
  readonly customers: number
  private readonly result: DuckDBResult
  private readonly close: () => void

  private constructor(result: DuckDBResult, counts: readonly number[], close: () => void) {
    this.result = result
    const [events = 0, sessions = 0, customers = 0] = counts
    this.events = events
    this.sessions = sessions
    this.customers = customers
    this.close = close
  }

  /** @param close called when all is read, or reading ended early */
  static async of(connection: DuckDBConnection, close: () => void): Promise<SortedEvents> {
    const counts = await connection.runAndReadAll(
      `SELECT coalesce(sum(length), 0)::DOUBLE, count(*)::DOUBLE, (SELECT count(*)::DOUBLE FROM customers) FROM sessions`,
    )
    return new SortedEvents(await connection.stream(QUERY), counts.getRows()[0]?.map(Number) ?? [], close)
  }

  async *batches(): AsyncGenerator<EventBatch> {
    try {
      for (;;) {
        const chunk = await this.result.fetchChunk()
        if (chunk === null || chunk.rowCount === 0) return
        yield batchOf(chunk)
      }
    } finally {
      this.close()
    }
  }
}

function batchOf(chunk: DuckDBDataChunk): EventBatch {
  const integers = (column: number) => {
    const vector = chunk.getColumnVector(column)
    if (!(vector instanceof DuckDBIntegerVector)) throw new TypeError(`Column ${column} holds no integers.`)
    return (row: number): number => vector.getItem(row) ?? -1
  }
  const doubles = (column: number) => {
    const vector = chunk.getColumnVector(column)
    if (!(vector instanceof DuckDBDoubleVector)) throw new TypeError(`Column ${column} holds no doubles.`)
    return (row: number): number => vector.getItem(row) ?? Number.NaN
  }
  const texts = (column: number) => {
    const vector = chunk.getColumnVector(column)
    if (!(vector instanceof DuckDBVarCharVector)) throw new TypeError(`Column ${column} holds no texts.`)
    return (row: number): string => vector.getItem(row) ?? ''
  }
  const purchase = integers(4)
  return {
    length: chunk.rowCount,
    session: integers(0),
    sessionId: texts(1),
    item: integers(2),
    time: doubles(3),
    isPurchase: (row) => purchase(row) === 1,
    line: integers(5),
    customer: integers(6),
    customerId: texts(7),
    quantity: doubles(8),
    unitPrice: doubles(9),
  }
}
