/**
 * @module Events while files are being read, on disk, and their sessions in order, by DuckDB: memory follows products and
 * the bound below, not events or sessions.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { Names } from './column.ts'
import { InputError, messageOf } from './input-error.ts'
import { type Kind, SortedEvents } from './sorted-events.ts'

/** What DuckDB may hold; beyond it sorts and tables go to disk. */
const MEMORY_LIMIT = '400MB'
/** More threads would sort little faster and need more memory each. */
const MOST_THREADS = '2'
/** Characters collected before they are written. */
const BUFFER_LENGTH = 256 * 1024
/** Characters that stand for others in a path that DuckDB reads, unless in brackets. */
const GLOB = /[*?[]/g
/** How DuckDB begins to say that the disk is full. */
const OUT_OF_SPACE = /^(IO|Out of Memory) Error/
const NO_AMOUNT = '\t\t'

/** Which sessions to keep, by their last event's unix seconds: from ≤ time < until. */
export interface TimeRange {
  from?: number | undefined
  until?: number | undefined
}

export interface StoredEvent {
  sessionId: string
  itemId: string
  /** Unix seconds, NaN where the source carries none; of one store all or none. */
  time: number
  kind: Kind
  /** For messages. */
  line: number
  /** Empty where unknown. */
  customer: string
  amount?: { quantity: number; unitPrice: number }
}

export class EventStore {
  /** Products, numbered as they come. */
  readonly items = new Names()
  /** Events taken. */
  length = 0
  private readonly dir: string
  private readonly file: number
  private buffer = ''
  private isOpen = true

  private constructor(dir: string) {
    this.dir = dir
    this.file = openSync(this.path, 'wx')
  }

  /**
   * An empty store. It takes disk space, some three times the size of the files read: dispose of it.
   * @param parent where it goes, an existing directory; the system's directory for temporary files unless told
   */
  static async open(parent: string = tmpdir()): Promise<EventStore> {
    return new EventStore(await mkdtemp(join(parent, '.aisle-events-')))
  }

  private get path(): string {
    return join(this.dir, 'events.tsv')
  }

  /** Ids must fit into a field of a TSV, as `isId` tells. */
  push({ sessionId, itemId, time, kind, line, customer, amount }: StoredEvent): void {
    const seconds = Number.isNaN(time) ? '' : time
    const amounts = amount === undefined ? NO_AMOUNT : `\t${amount.quantity}\t${amount.unitPrice}`
    const item = this.items.number(itemId)
    const purchase = kind === 'purchase' ? 1 : 0
    this.buffer += `${sessionId}\t${item}\t${seconds}\t${purchase}\t${this.length++}\t${line}\t${customer}${amounts}\n`
    if (this.buffer.length > BUFFER_LENGTH) this.flush()
  }

  private flush(): void {
    const bytes = Buffer.from(this.buffer)
    for (let written = 0; written < bytes.length; ) written += writeSync(this.file, bytes, written)
    this.buffer = ''
  }

  /**
   * Events by session: sessions by their last event, events in a session by time, equals in the order they came. Nothing
   * can be pushed afterwards. The result is to be read at once, before another is asked for.
   */
  async sorted({ from, until }: TimeRange = {}): Promise<SortedEvents> {
    if (this.isOpen) {
      this.flush()
      closeSync(this.file)
      this.isOpen = false
    }
    const database = await DuckDBInstance.create(':memory:', {
      memory_limit: MEMORY_LIMIT,
      temp_directory: this.dir,
      threads: MOST_THREADS,
      preserve_insertion_order: 'false',
    })
    const connection = await database.connect()
    const close = () => {
      connection.closeSync()
      database.closeSync()
    }
    try {
      await readEvents(connection, this.path)
      await findSessions(connection, { from, until })
      return await SortedEvents.of(connection, close)
    } catch (error) {
      close()
      if (!OUT_OF_SPACE.test(messageOf(error))) throw error
      throw new InputError(
        `The events can't be sorted in ${this.dir}: ${messageOf(error)}. Free some disk space, or name another directory by TMPDIR.`,
      )
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.isOpen) closeSync(this.file)
    this.isOpen = false
    await rm(this.dir, { recursive: true, force: true })
  }
}

async function readEvents(connection: DuckDBConnection, path: string): Promise<void> {
  await connection.run(
    `CREATE TABLE events AS FROM read_csv($path, delim = '\t', quote = '', escape = '', header = false,
       auto_detect = false, new_line = '\\n', columns = {session: 'VARCHAR', item: 'INTEGER', time: 'DOUBLE',
       purchase: 'INTEGER', place: 'INTEGER', line: 'INTEGER', customer: 'VARCHAR', quantity: 'DOUBLE',
       unit_price: 'DOUBLE'})`,
    { path: path.replace(GLOB, '[$&]') },
  )
}

/**
 * A session has one customer: the one that its last line to name one names. Customers are numbered in the order they come,
 * since what they are called is another in every dataset.
 */
async function findSessions(connection: DuckDBConnection, { from, until }: TimeRange): Promise<void> {
  await connection.run(
    `CREATE TABLE sessions AS
       SELECT session, min(place) AS first, max(time) AS last, count(*)::INTEGER AS length,
         arg_max(customer, place) FILTER (customer IS NOT NULL) AS customer
       FROM events GROUP BY session
       HAVING ($from IS NULL OR max(time) >= $from) AND ($until IS NULL OR max(time) < $until)`,
    { from: from ?? null, until: until ?? null },
  )
  await connection.run(
    `CREATE TABLE customers AS
       SELECT customer, (row_number() OVER (ORDER BY min(last), min(first)) - 1)::INTEGER AS number
       FROM sessions WHERE customer IS NOT NULL GROUP BY customer`,
  )
}
