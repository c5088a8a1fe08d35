/**
 * @module Sparse SLIST: a linear item-to-item model of sessions, after Choi et al., "Session-aware Linear Item-Item
 * Models for Session-based Recommendation", WWW 2021 (arXiv 2103.16104).
 *
 * X is the binary matrix session × item. S and T have one row for each position t of a visit but its last: S the item
 * x_t, T the later items x_j with weight exp(−(j−t−1)/δ). W and W′ weigh sessions. With
 *
 *     G = α XᵀW′X + (1−α) SᵀWS        R = α XᵀW′X + (1−α) SᵀWT        B = (G + λI)⁻¹ R
 *
 * B[i, j] says how much item i in a session speaks for j. A basket has no order: α = 1 there, and it says nothing of an
 * item with itself. W falls with age; W′ divides W by √m for a session of m distinct items, where the paper divides one
 * X by m instead: +.004 and +.006 HR@20 on the validation tails of Diginetica and RetailRocket.
 *
 * Nothing here is of size n × n. Row i of G and R is summed over the sessions that hold i, and B is found row by row.
 * - Visits: B = D⁻¹R with D the diagonal of G + λI, the first step of Jacobi's method. Solving further loses HR@20: on
 *   those tails one Gauss–Seidel sweep takes it from .523 to .505 and from .557 to .550.
 * - Baskets are long, and D⁻¹R finds for all of them whatever sells well (HR@20 .215 on UCI Online Retail). Two
 *   Gauss–Seidel sweeps over the rows, entries kept ≥ 0, find .366, four .368. Only positive entries are served, and
 *   with R = G off the diagonal this is the non-negative SLIM of Ning and Karypis, ICDM 2011.
 */
import type { SessionRule } from '../../edge-model/contract/table.ts'
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import { fittingNeighbours } from '../export/size-limits.ts'
import { emptyTable, type SparseTable } from '../table/sparse-table.ts'
import { writeTopK } from '../table/top-k.ts'
import type { Model, OnProgress } from './model.ts'
import { MAX_SESSION_EVENTS } from './session-index.ts'
import { createRows, mostSessionsFirst, type RowParameters } from './slist-rows.ts'

// Constants that hold for every shop, chosen on the last 7 % of the train sessions of Diginetica and RetailRocket, the
// Serenade sample's validation file, and the month of Online Retail before its test weeks. All are flat near there.

/** Share of the pair part XᵀWX against the order part SᵀWT; the published .8. */
const ALPHA = 0.8
/** How fast later items of a visit fade, in positions; the published 1. */
const DELTA = 1
/** Ridge λ: an item needs about this much session weight before its row is believed. */
const LAMBDA = 6
/** W = exp(−age / RECENCY): age is the session's place from the newest, as a share of all; it needs no times. */
const RECENCY = 1
/** Entries kept a row, K, unless the products are too many for that. 200 entries gain less than .001 HR@20. */
const NEIGHBOURS = 50
/** Sweeps over a log of baskets, and the entries a row kept while sweeping. */
const BASKET_SWEEPS = 2
const WORKING_NEIGHBOURS = 100

/** Visits: the most recent items speak loudest, exp(−distance / 2), as published for Diginetica. */
const VISIT_SESSION = {
  maxItems: 10,
  heads: 1,
  lengthBuckets: [],
  positionWeights: [Array.from({ length: 16 }, (_, distance) => Math.exp(-distance / 2))],
} satisfies SessionRule
/** Baskets: every item speaks alike. */
const BASKET_SESSION = {
  maxItems: 20,
  heads: 1,
  lengthBuckets: [],
  positionWeights: [[1]],
} satisfies SessionRule

/** Rows between two reports of progress. */
const PROGRESS_EVERY = 256

export interface SlistParameters extends RowParameters {
  /** Gauss–Seidel sweeps; 0: B = D⁻¹R. */
  sweeps: number
  /** Entries a row kept while sweeping, ≥ neighbours. */
  workingNeighbours: number
  neighbours: number
}

/**
 * Trains on a log; whether most of its sessions are visits or baskets decides how B is solved and sessions are read.
 * @throws InputError, before training, where the products are too many for any table that a Worker takes
 */
export function trainSlist(log: SessionLog, onProgress?: OnProgress): Model {
  const baskets = log.baskets.reduce((sum, basket) => sum + basket, 0)
  const visits = sessionCount(log) - baskets
  const parameters: SlistParameters = {
    alpha: ALPHA,
    delta: DELTA,
    lambda: LAMBDA,
    recency: RECENCY,
    sweeps: baskets > visits ? BASKET_SWEEPS : 0,
    workingNeighbours: WORKING_NEIGHBOURS,
    neighbours: fittingNeighbours({ items: log.items.length, neighbours: NEIGHBOURS, heads: 1 }),
  }
  return {
    name: 'slist',
    parameters: { ...parameters, maxSessionEvents: MAX_SESSION_EVENTS },
    table: solveSlist(log, parameters, onProgress),
    session: baskets > visits ? BASKET_SESSION : VISIT_SESSION,
  }
}

/** B of a log of baskets with 100 entries a row, a feature of the pair scorer. */
export function solveBaskets(log: SessionLog): SparseTable {
  const widths = { workingNeighbours: WORKING_NEIGHBOURS, neighbours: WORKING_NEIGHBOURS }
  const ridge = { alpha: ALPHA, delta: DELTA, lambda: LAMBDA, recency: RECENCY }
  return solveSlist(log, { ...ridge, ...widths, sweeps: BASKET_SWEEPS })
}

/** B cut to its strongest entries, [n, K]; the same log gives the same table, bit by bit. */
export function solveSlist(
  log: SessionLog,
  parameters: SlistParameters,
  onProgress?: OnProgress,
): SparseTable {
  const { sweeps, neighbours } = parameters
  const items = log.items.length
  const width = sweeps > 0 ? parameters.workingNeighbours : neighbours
  const table = emptyTable(items, width)
  const { index, value } = table
  /** Entries in use of each row of the table, [n]. */
  const sizes = new Int32Array(items)
  const order = mostSessionsFirst(log)
  const { gram, target, load } = createRows(log, parameters, order)

  /** target ← target − Σ_{l ≠ item} G[item, l] B[l, :] */
  const subtractOthers = (item: number, columns: Int32Array): void => {
    for (const other of columns) {
      if (other === item) continue
      const weight = gram[other] ?? 0
      const end = other * width + (sizes[other] ?? 0)
      for (let at = other * width; at < end; at++) {
        const column = index[at] ?? 0
        target[column] = (target[column] ?? 0) - weight * (value[at] ?? 0)
      }
    }
  }

  const passes = Math.max(1, sweeps)
  for (let pass = 0; pass < passes; pass++) {
    order.forEach((item, done) => {
      if (done % PROGRESS_EVERY === 0) onProgress?.(pass * items + done, passes * items)
      const { columns, diagonal } = load(item)
      if (sweeps > 0) subtractOthers(item, columns)
      for (const column of columns) target[column] = (target[column] ?? 0) / diagonal
      sizes[item] = writeTopK(columns, target, index, value, item * width, width)
      // Other rows reach beyond this row's columns; wiping all is cheaper than asking each time.
      if (sweeps > 0) target.fill(0)
    })
  }
  return width === neighbours ? table : narrow(table, neighbours)
}

/** The first K entries of each row. */
function narrow(table: SparseTable, neighbours: number): SparseTable {
  const narrowed = emptyTable(table.items, neighbours)
  for (let row = 0; row < table.items; row++) {
    const start = row * table.neighbours
    narrowed.index.set(table.index.subarray(start, start + neighbours), row * neighbours)
    narrowed.value.set(table.value.subarray(start, start + neighbours), row * neighbours)
  }
  return narrowed
}
