/**
 * @module The K largest of a sparse accumulator, best first, in a fixed order: larger value, then lower column.
 */

/**
 * Fills a table row with the K largest positive entries of `values` among `columns`, best first, and the rest of the row
 * with column 0, value 0. A bounded heap with the weakest entry at its root: O(columns · log K).
 *
 * @param columns which entries of `values` to consider, each column once
 * @param values dense accumulator, [n]
 * @param index the table's columns, of which places start … start + k − 1 are written
 * @param value the table's values, likewise
 * @returns how many entries are in use
 */
export function writeTopK(
  columns: Int32Array,
  values: Float64Array,
  index: Int32Array,
  value: Float32Array,
  start: number,
  k: number,
): number {
  const heap = new Int32Array(k)
  let size = 0

  const weaker = (a: number, b: number): boolean => {
    const difference = (values[a] ?? 0) - (values[b] ?? 0)
    return difference === 0 ? a > b : difference < 0
  }
  const rise = (column: number, from: number): void => {
    let place = from
    while (place > 0) {
      const parent = heap[(place - 1) >> 1] ?? 0
      if (!weaker(column, parent)) break
      heap[place] = parent
      place = (place - 1) >> 1
    }
    heap[place] = column
  }
  const sink = (column: number): void => {
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      if (child >= size) break
      if (child + 1 < size && weaker(heap[child + 1] ?? 0, heap[child] ?? 0)) child++
      if (!weaker(heap[child] ?? 0, column)) break
      heap[place] = heap[child] ?? 0
      place = child
    }
    heap[place] = column
  }

  for (const column of columns) {
    if ((values[column] ?? 0) <= 0) continue
    if (size < k) rise(column, size++)
    else if (weaker(heap[0] ?? 0, column)) sink(column)
  }

  const used = size
  index.fill(0, start + used, start + k)
  value.fill(0, start + used, start + k)
  for (let place = start + used - 1; place >= start; place--) {
    const weakest = heap[0] ?? 0
    index[place] = weakest
    value[place] = values[weakest] ?? 0
    size--
    sink(heap[size] ?? 0)
  }
  return used
}
