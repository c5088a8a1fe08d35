/**
 * @module Logs and tables for the tests of models, tables and exports.
 */
import fc from 'fast-check'
import type { SessionLog } from '../../../training/dataset/session-log.ts'
import { MAX_ROOT, placeFractions, quantize } from '../../../training/table/quantize.ts'
import { type CodedTable, emptyTable, type SparseTable } from '../../../training/table/sparse-table.ts'
import { writeTopK } from '../../../training/table/top-k.ts'

/** A log of visits, or of baskets: sessions of product ids, oldest first, without times. */
export function logOf(
  sessions: readonly (readonly string[])[],
  kind: 'visits' | 'baskets' = 'visits',
): SessionLog {
  const items = [...new Set(sessions.flat())]
  const offsets = [0]
  for (const session of sessions) offsets.push((offsets.at(-1) ?? 0) + session.length)
  return {
    items,
    events: Int32Array.from(sessions.flat(), (id) => items.indexOf(id)),
    offsets: Int32Array.from(offsets),
    times: null,
    baskets: new Uint8Array(sessions.length).fill(kind === 'baskets' ? 1 : 0),
    customers: null,
  }
}

/** A table of these dense rows, cut to K entries each. */
export function tableOf(rows: readonly (readonly number[])[], neighbours = rows.length): SparseTable {
  const table = emptyTable(rows.length, neighbours)
  const columns = Int32Array.from(rows.keys())
  rows.forEach((row, r) => {
    const values = Float64Array.from(row)
    writeTopK(columns, values, table.index, table.value, r * neighbours, neighbours)
  })
  return table
}

/** The table as dense rows. */
export function denseRows({ items, neighbours, index, value }: SparseTable): number[][] {
  return Array.from({ length: items }, (_, row) => {
    const dense = new Array<number>(items).fill(0)
    for (let at = row * neighbours; at < (row + 1) * neighbours; at++) {
      const column = index[at] ?? 0
      dense[column] = (dense[column] ?? 0) + (value[at] ?? 0)
    }
    return dense
  })
}

/** A table with the values of one head alone. */
export function headOf(table: SparseTable, head: number): SparseTable {
  const { neighbours, heads } = table
  const value = table.value.filter((_, at) => Math.floor(at / neighbours) % heads === head)
  return { ...table, heads: 1, value }
}

/** Random sessions over a few products, so that pairs come again. */
export const arbitrarySessions = fc.array(
  fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 6 }),
  { minLength: 1, maxLength: 12 },
)

/** A table with two values an entry over the index of one with one, zeros and other orders among the second. */
export function withSecondHead(table: SparseTable, second: (at: number) => number): SparseTable {
  const { items, neighbours, value } = table
  const both = emptyTable(items, neighbours, 2)
  both.index.set(table.index)
  for (let at = 0; at < value.length; at++) {
    const row = Math.floor(at / neighbours)
    const place = 2 * row * neighbours + (at % neighbours)
    both.value[place] = value[at] ?? 0
    both.value[place + neighbours] = value[at] === 0 ? 0 : second(at)
  }
  return both
}

/** Random tables of 1 to 30 rows, K of 1 to 8, with empty rows and unused places. */
export const arbitraryTable: fc.Arbitrary<SparseTable> = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 8 }))
  .chain(([items, neighbours]) =>
    fc
      .array(
        fc.array(
          fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.double({ min: 1e-3, max: 5, noNaN: true })),
          {
            minLength: items,
            maxLength: items,
          },
        ),
        { minLength: items, maxLength: items },
      )
      .map((rows) => tableOf(rows, neighbours)),
  )

/** What a table ranks by once it is served. */
export const served = (table: SparseTable): SparseTable => dequantize(quantize(table))

/** What a coded table stands for; |√decoded − √v| ≤ √rowmax / 509. */
export function dequantize(table: CodedTable): SparseTable {
  const { items, neighbours, heads, index, code, rowMax } = table
  const fractions = placeFractions(heads, neighbours)
  const value = new Float32Array(code.length)
  for (let at = 0; at < code.length; at++) {
    const root = Math.max((code[at] ?? 0) - (fractions[at % fractions.length] ?? 0), 0) / MAX_ROOT
    value[at] = (rowMax[Math.floor(at / neighbours)] ?? 0) * root * root
  }
  return { items, neighbours, heads, index, value }
}
