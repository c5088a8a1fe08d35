/**
 * @module One counting of sessions, ready for rows to be made from it on all cores: the sources, their walks' first steps
 * and embeddings, and what products say of themselves.
 */

import type { SessionLog } from '../../dataset/session-log.ts'
import { createPool, threadsFor } from '../../parallel/pool.ts'
import { shareBytes, sharedBytes, shareInt32 } from '../../parallel/shared.ts'
import { sharedMemory } from '../../parallel/wasm-memory.ts'
import { sharedTable, shareTable } from '../../table/shared-table.ts'
import type { SparseTable } from '../../table/sparse-table.ts'
import { solveBaskets } from '../slist.ts'
import type { PairLog, PairRule } from './candidates.ts'
import type { Fading } from './counts.ts'
import { type Embedding, emptyEmbeddings, FITS } from './embedding.ts'
import { featureWidth, type PairContent } from './features.ts'
import { createPairJobs, type PairSetup, ROWS } from './jobs.ts'
import { type Passes, SHARD } from './passes.ts'
import type { Scorer } from './scorer.ts'
import { STEP_ENTRIES } from './walks.ts'

/** Entries a row and values an entry. */
export interface TableShape {
  neighbours: number
  heads: 1 | 2
}

/** Logs over the same items, each of which gets a block of features; SLIST solves that of the baskets. */
export interface CountedLogs {
  logs: readonly PairLog[]
  baskets?: SessionLog | undefined
}

/** What of the sources no decay changes, so that it is worked out once for all that are tried. */
export interface Unfaded {
  /** SLIST's table of the baskets; null where there are none. */
  linear: SparseTable | null
  /** One a source; none where there are too many items. */
  embeddings: readonly Embedding[]
}

export interface Counting {
  items: number
  unfaded: Unfaded
  /** 1 for each item that no source holds, [n]. */
  isFresh: Uint8Array
  /** Features a pair. */
  width: number
  /** Room for one fit table: what `passes` read lies here, features first. */
  memory: WebAssembly.Memory
  /** Writes the rows of these items, [items, CANDIDATES] each, and their sizes; all arrays shared. */
  writeRows(
    rule: PairRule,
    into: { items: Int32Array; columns: Int32Array; features: Float32Array; sizes: Int32Array },
  ): Promise<void>
  passes(way: 'forward' | 'backward', passes: Passes): Promise<void>
  /**
   * Values every pair by a scorer and keeps the strongest of each row.
   * @param boost what the values of items without counts are multiplied by
   */
  table(
    rule: PairRule,
    scorer: Pick<Scorer, 'theta' | 'standard'>,
    boost: number,
    shape: TableShape,
  ): Promise<SparseTable>
  close(): Promise<void>
}

/**
 * Counts sessions.
 * @param given `unfaded` of another counting of the same logs; `threads` by tests alone: the result does not depend on it
 */
export async function countPairs(
  { logs: sources, baskets }: CountedLogs,
  content: PairContent | null,
  fading: Fading,
  given: { unfaded?: Unfaded | undefined; threads?: number } = {},
): Promise<Counting> {
  const items = sources[0]?.items.length ?? 0
  const setup: PairSetup = {
    items,
    content,
    fading,
    memory: sharedMemory(),
    sources: sources.map(({ events, offsets, baskets }) => ({
      events: shareInt32(events),
      offsets: shareInt32(offsets),
      baskets: shareBytes(baskets),
    })),
  }
  const pool = createPool({
    entry: new URL('./thread.ts', import.meta.url),
    setup,
    jobs: () => createPairJobs(setup),
    threads: given.threads ?? threadsFor(items),
  })
  const width = featureWidth(sources.length, content !== null, baskets !== undefined)
  const pieces = (rows: number): number => Math.ceil(rows / ROWS)
  const steps = sources.map(() => sharedTable(items, STEP_ENTRIES, 1))
  for (const [source, table] of steps.entries()) await pool.run('steps', pieces(items), { source, table })
  const embed = async (): Promise<Embedding[]> => {
    const embeddings = emptyEmbeddings(sources.length, items)
    await pool.run('embed', FITS * embeddings.length, { embeddings })
    return embeddings
  }
  const workOut = async (): Promise<Unfaded> => {
    // SLIST goes row by row in this thread while the others embed.
    const embeddings = embed()
    const linear = baskets === undefined ? null : shareTable(solveBaskets(baskets))
    return { linear, embeddings: await embeddings }
  }
  const unfaded = given.unfaded ?? (await workOut())
  const isFresh = freshItems(sources, items)
  return {
    items,
    unfaded,
    isFresh,
    width,
    memory: setup.memory,
    writeRows: (rule, into) =>
      pool.run('fitRows', pieces(into.items.length), { rule, steps, ...unfaded, ...into }),
    passes: (way, { fit, ...passes }) => {
      const { sizes, values, extra, rowSums, rowSlopes } = fit
      const arrays = { sizes, values, extra, rowSums, rowSlopes }
      return pool.run(way, Math.ceil(passes.count / SHARD), { ...passes, width, fit: arrays })
    },
    async table(rule, { theta, standard }, boost, { neighbours, heads }) {
      const table = sharedTable(items, neighbours, heads)
      const parts = { rule, steps, ...unfaded }
      await pool.run('table', pieces(items), { ...parts, theta, standard, isFresh, boost, table })
      return table
    },
    close: () => pool.close(),
  }
}

function freshItems(sources: readonly PairLog[], items: number): Uint8Array {
  const isFresh = sharedBytes(items).fill(1)
  for (const { events, offsets } of sources) {
    for (const item of events.subarray(offsets[0], offsets.at(-1))) isFresh[item] = 0
  }
  return isFresh
}
