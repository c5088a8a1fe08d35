/**
 * @module Just enough of the WebAssembly binary format (core specification 3.0, chapter 5) to write one module of
 * vector functions, so that the kernel is TypeScript that can be read and needs no compiler besides Node.
 */

import { MOST_PAGES } from '../../parallel/wasm-memory.ts'

export type Code = number[]

/** Unsigned LEB128. */
export function unsigned(value: number): Code {
  const bytes: Code = []
  let rest = value
  do {
    const more = rest > 127 ? 128 : 0
    bytes.push((rest & 127) | more)
    rest >>>= 7
  } while (rest > 0)
  return bytes
}

/** The code for 0 … n − 1, one after the other: a loop unrolled. */
export const times = (n: number, code: (i: number) => Code): Code =>
  Array.from({ length: n }, (_, i) => code(i)).flat()

const floatBytes = (value: number): Code => [...new Uint8Array(Float32Array.of(value).buffer)]
const simd = (opcode: number, ...immediates: Code): Code => [0xfd, ...unsigned(opcode), ...immediates]
/** Where an instruction reads: `offset` bytes behind an address of the memory with this number. */
const place = (offset: number, memory = 0): Code =>
  memory === 0 ? [2, ...unsigned(offset)] : [0x40 | 2, ...unsigned(memory), ...unsigned(offset)]

const zero: Code = [0x41, 0]
/** Instructions; names follow the text format. `offset` is added to the address on the stack, in bytes; memory 0 unless named. */
export const op = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number): Code => [0x21, ...unsigned(local)],
  /** Address 0, for loads whose offset says it all. */
  zero,
  /** local ← local + step, step ≥ 0. */
  advance: (local: number, step: number): Code => [
    ...op.get(local),
    0x41,
    ...signed(step),
    0x6a,
    ...op.set(local),
  ],
  loop: (body: Code): Code => [0x03, 0x40, ...body, 0x0b],
  /** Runs the body where the number on the stack is not 0. */
  when: (body: Code): Code => [0x04, 0x40, ...body, 0x0b],
  repeatIf: [0x0d, 0] satisfies Code,
  or: [0x72] satisfies Code,
  floatLoad: (offset: number): Code => [0x2a, ...place(offset)],
  floatStore: (offset: number): Code => [0x38, ...place(offset)],
  floatAdd: [0x92] satisfies Code,
  floatNotZero: [0x43, ...floatBytes(0), 0x5c] satisfies Code,
  load: (offset: number, memory?: number): Code => simd(0, ...place(offset, memory)),
  loadSplat: (offset: number, memory?: number): Code => simd(9, ...place(offset, memory)),
  store: (offset: number): Code => simd(11, ...place(offset)),
  splat: (value: number): Code => [0x43, ...floatBytes(value), ...simd(19)],
  lane: (lane: number): Code => simd(31, lane),
  greater: simd(68),
  /** a, b, mask: a where the mask is set, else b. */
  select: simd(82),
  add: simd(228),
  mul: simd(230),
  max: simd(233),
}

/** Signed LEB128 of a number ≥ 0. */
function signed(value: number): Code {
  const bytes = unsigned(value)
  const last = bytes.at(-1) ?? 0
  return last < 64 ? bytes : [...bytes.slice(0, -1), last | 128, 0]
}

const section = (id: number, body: Code): Code => [id, ...unsigned(body.length), ...body]
const name = (text: string): Code => [...unsigned(text.length), ...new TextEncoder().encode(text)]
const list = (parts: Code[]): Code => [...unsigned(parts.length), ...parts.flat()]

export interface WasmFunction {
  name: string
  /** Locals behind the parameters: first i32, then v128. */
  integers: number
  vectors: number
  body: Code
}

/** Memories a module may be given: one of its own, and behind it one that threads share. */
const OWN: Code = [0x00, 0]
const SHARED: Code = [0x03, 0, ...unsigned(MOST_PAGES)]

export interface WasmModule {
  /** How many i32 every function takes; none gives a result. */
  parameters: number
  /** Whether there is a memory 1, that threads share. */
  shares: boolean
  functions: readonly WasmFunction[]
}

/** A module that imports its memories as `memory` and `shared` of `given`, and exports its functions. */
export function encodeModule({ parameters, shares, functions }: WasmModule): Uint8Array<ArrayBuffer> {
  const bodies = functions.map(({ integers, vectors, body }) => {
    const locals = list([
      [...unsigned(integers), 0x7f],
      [...unsigned(vectors), 0x7b],
    ])
    return [...unsigned(locals.length + body.length + 1), ...locals, ...body, 0x0b]
  })
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, list([[0x60, parameters, ...Array.from({ length: parameters }, () => 0x7f), 0]])),
    ...section(
      2,
      list([
        [...name('given'), ...name('memory'), 0x02, ...OWN],
        ...(shares ? [[...name('given'), ...name('shared'), 0x02, ...SHARED]] : []),
      ]),
    ),
    ...section(3, list(functions.map(() => [0]))),
    ...section(7, list(functions.map((f, index) => [...name(f.name), 0x00, ...unsigned(index)]))),
    ...section(10, list(bodies)),
  ])
}
