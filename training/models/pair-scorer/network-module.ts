/**
 * @module The network's two loops over pairs, forward and backward, as a WebAssembly module with 4-wide vectors. Weights and
 * results have fixed addresses in its own memory, so only the pairs are walked; features lie in a memory that threads share.
 */
import type { KernelMemory, Places } from './network.ts'
import { type Code, encodeModule, op, times } from './wasm-encoder.ts'

// Locals of both functions: pairs still to do and address of x, which are given, address of the pair's logits or slopes,
// then vectors.
const LEFT = 0
const PX = 1
const PO = 2
const FIRST_VECTOR = 3
/** The memory that features lie in. */
const FEATURES = 1

export interface NetworkShape {
  /** Features a pair, hidden units: multiples of 4. */
  width: number
  hidden: number
  heads: 2
  /** Of LeakyReLU below 0. */
  slope: number
}

/**
 * The module for a network of this shape: `forward(pairs, x)` and `backward(pairs, x)`, pairs > 0, x the address of the
 * first pair's features in the shared memory.
 */
export function encodeNetwork(
  { width, hidden, heads, slope }: NetworkShape,
  at: Places,
  memory: KernelMemory,
): Uint8Array<ArrayBuffer> {
  /** Vectors of 4 numbers in h, and the locals that hold them. */
  const vectors = hidden / 4
  const H = (v: number): number => FIRST_VECTOR + v
  const XS = FIRST_VECTOR + vectors
  const SLOPE_OF = (head: number): number => XS + 1 + head

  const theta = (place: number): Code => [...op.zero, ...op.load(memory.theta + 4 * place)]
  /** gradient[place …] += the vector that `code` leaves. */
  const addTo = (place: number, code: Code): Code => [
    ...op.zero,
    ...op.zero,
    ...op.load(memory.gradient + 4 * place),
    ...code,
    ...op.add,
    ...op.store(memory.gradient + 4 * place),
  ]

  /** h ← LeakyReLU(W x + c) */
  const hiddenLayer: Code = [
    ...times(vectors, (v) => [...theta(at.c + 4 * v), ...op.set(H(v))]),
    ...times(width, (f) => [
      ...op.get(PX),
      ...op.loadSplat(4 * f, FEATURES),
      ...op.set(XS),
      ...times(vectors, (v) => [
        ...op.get(H(v)),
        ...op.get(XS),
        ...theta(at.W + f * hidden + 4 * v),
        ...op.mul,
        ...op.add,
        ...op.set(H(v)),
      ]),
    ]),
    ...times(vectors, (v) => [
      ...op.get(H(v)),
      ...op.get(H(v)),
      ...op.splat(slope),
      ...op.mul,
      ...op.max,
      ...op.set(H(v)),
    ]),
  ]

  /** logit ← b + w·h + a·x */
  const outputOf = (head: number): Code => [
    ...op.splat(0),
    ...times(vectors, (v) => [...op.get(H(v)), ...theta(at.w + head * hidden + 4 * v), ...op.mul, ...op.add]),
    ...times(width / 4, (v) => [
      ...op.get(PX),
      ...op.load(16 * v, FEATURES),
      ...theta(at.a + head * width + 4 * v),
      ...op.mul,
      ...op.add,
    ]),
    ...op.set(XS),
    ...op.get(PO),
    ...op.zero,
    ...op.floatLoad(memory.theta + 4 * (at.b + head)),
    ...times(4, (lane) => [...op.get(XS), ...op.lane(lane), ...op.floatAdd]),
    ...op.floatStore(memory.logits + 4 * head),
  ]

  /** h ← ∂loss/∂(W x + c), given h and the slopes of both heads; then everything that depends on it. */
  const backwardPass: Code = [
    ...times(heads, (head) => [
      ...op.get(PO),
      ...op.loadSplat(memory.slopes + 4 * head),
      ...op.set(SLOPE_OF(head)),
      ...times(vectors, (v) =>
        addTo(at.w + head * hidden + 4 * v, [...op.get(SLOPE_OF(head)), ...op.get(H(v)), ...op.mul]),
      ),
      ...times(width / 4, (v) =>
        addTo(at.a + head * width + 4 * v, [
          ...op.get(SLOPE_OF(head)),
          ...op.get(PX),
          ...op.load(16 * v, FEATURES),
          ...op.mul,
        ]),
      ),
      ...op.zero,
      ...op.zero,
      ...op.floatLoad(memory.gradient + 4 * (at.b + head)),
      ...op.get(PO),
      ...op.floatLoad(memory.slopes + 4 * head),
      ...op.floatAdd,
      ...op.floatStore(memory.gradient + 4 * (at.b + head)),
    ]),
    ...times(vectors, (v) => [
      ...op.get(SLOPE_OF(0)),
      ...theta(at.w + 4 * v),
      ...op.mul,
      ...op.get(SLOPE_OF(1)),
      ...theta(at.w + hidden + 4 * v),
      ...op.mul,
      ...op.add,
      ...op.set(XS),
      ...op.get(XS),
      ...op.get(XS),
      ...op.splat(slope),
      ...op.mul,
      ...op.get(H(v)),
      ...op.splat(0),
      ...op.greater,
      ...op.select,
      ...op.set(H(v)),
      ...addTo(at.c + 4 * v, op.get(H(v))),
    ]),
    ...times(width, (f) => [
      ...op.get(PX),
      ...op.loadSplat(4 * f, FEATURES),
      ...op.set(XS),
      ...times(vectors, (v) => addTo(at.W + f * hidden + 4 * v, [...op.get(XS), ...op.get(H(v)), ...op.mul])),
    ]),
  ]

  const eachPair = (body: Code): Code =>
    op.loop([
      ...body,
      ...op.advance(PX, 4 * width),
      ...op.advance(PO, 4 * heads),
      ...op.get(LEFT),
      ...[0x41, 1, 0x6b],
      ...op.set(LEFT),
      ...op.get(LEFT),
      ...op.repeatIf,
    ])

  const functions = [
    {
      name: 'forward',
      integers: 1,
      vectors: vectors + 1 + heads,
      body: eachPair([...hiddenLayer, ...times(heads, outputOf)]),
    },
    {
      name: 'backward',
      integers: 1,
      vectors: vectors + 1 + heads,
      body: eachPair([
        ...times(heads, (head) => [
          ...op.get(PO),
          ...op.floatLoad(memory.slopes + 4 * head),
          ...op.floatNotZero,
        ]),
        ...op.or,
        ...op.when([...hiddenLayer, ...backwardPass]),
      ]),
    },
  ]
  return encodeModule({ parameters: 2, shares: true, functions })
}
