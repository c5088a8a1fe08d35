/**
 * @module The four loops over one row of numbers that fitting an embedding repeats some hundred million times, as a
 * WebAssembly module with 4-wide vectors. A row is named by its address; what else a loop reads has a fixed one.
 */
import { ownMemory } from '../../parallel/wasm-memory.ts'
import { type Code, encodeModule, op, times } from './wasm-encoder.ts'

/** Bytes of the numbers in front. */
const NUMBERS = 16
// Places of the numbers.
const FOUND = 0
const SHARE = 1
const STEP = 2
// Locals: the row's address, then a vector.
const ROW = 0
const SUM = 1

export interface EmbeddingKernel {
  /** x of the session, and ∂loss/∂x, [dims]. */
  context: Float32Array
  slope: Float32Array
  /** [rows, dims] */
  rows: Float32Array
  /** x ← x + share · row */
  gather(row: number, share: number): void
  /** x · row */
  dot(row: number): number
  /** ∂loss/∂x ← ∂loss/∂x + share · row; then row ← row + step · x. */
  pull(row: number, share: number, step: number): void
  /** row ← row + step · ∂loss/∂x */
  push(row: number, step: number): void
}

/** @param dims numbers a row, a multiple of 4 */
export function createEmbeddingKernel(dims: number, rows: number): EmbeddingKernel {
  const context = NUMBERS
  const slope = context + 4 * dims
  const first = slope + 4 * dims
  /** For every vector of a row, by its bytes from the row's beginning. */
  const each = (code: (at: number) => Code): Code => times(dims / 4, (v) => code(16 * v))
  const own = (at: number): Code => [...op.get(ROW), ...op.load(at)]
  const fixed = (at: number): Code => [...op.zero, ...op.load(at)]
  /** value + number · factor */
  const sum = (value: Code, number: number, factor: Code): Code => [
    ...value,
    ...op.zero,
    ...op.loadSplat(4 * number),
    ...factor,
    ...op.mul,
    ...op.add,
  ]
  const addRowTo = (place: number): Code =>
    each((at) => [...op.zero, ...sum(fixed(place + at), SHARE, own(at)), ...op.store(place + at)])
  const addToRow = (place: number): Code =>
    each((at) => [...op.get(ROW), ...sum(own(at), STEP, fixed(place + at)), ...op.store(at)])
  const dot: Code = [
    ...op.splat(0),
    ...each((at) => [...own(at), ...fixed(context + at), ...op.mul, ...op.add]),
    ...op.set(SUM),
    ...op.zero,
    ...op.get(SUM),
    ...op.lane(0),
    ...[1, 2, 3].flatMap((lane) => [...op.get(SUM), ...op.lane(lane), ...op.floatAdd]),
    ...op.floatStore(4 * FOUND),
  ]
  const loop = (name: string, body: Code) => ({ name, integers: 0, vectors: 1, body })
  const functions = [
    loop('gather', addRowTo(context)),
    loop('dot', dot),
    loop('pull', [...addRowTo(slope), ...addToRow(context)]),
    loop('push', addToRow(slope)),
  ]
  const bytes = encodeModule({ parameters: 1, shares: false, functions })
  const memory = ownMemory(first + 4 * dims * rows)
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { given: { memory } })
  const { gather, dot: product, pull, push } = exports
  if (
    typeof gather !== 'function' ||
    typeof product !== 'function' ||
    typeof pull !== 'function' ||
    typeof push !== 'function'
  ) {
    throw new Error('The kernel lacks an export.')
  }
  const numbers = new Float32Array(memory.buffer, 0, NUMBERS / 4)
  const addressOf = (row: number): number => first + 4 * dims * row
  return {
    context: new Float32Array(memory.buffer, context, dims),
    slope: new Float32Array(memory.buffer, slope, dims),
    rows: new Float32Array(memory.buffer, first, rows * dims),
    gather(row, share) {
      numbers[SHARE] = share
      gather(addressOf(row))
    },
    dot(row) {
      product(addressOf(row))
      return numbers[FOUND] ?? 0
    },
    pull(row, share, step) {
      numbers[SHARE] = share
      numbers[STEP] = step
      pull(addressOf(row))
    },
    push(row, step) {
      numbers[STEP] = step
      push(addressOf(row))
    },
  }
}
