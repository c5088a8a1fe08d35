/**
 * @module The network that turns a pair's features x [width] into its two table entries.
 *
 *     h = LeakyReLU(W x + c)                         [32], slope .1 below 0, shared by both heads
 *     B^o = exp(clip±30(b_o + a_o·x + w_o·h))        o = 0: the session's last item, o = 1: an earlier one
 *
 * About 800 weights against millions of prefixes to fit them on: overfitting is not the danger, time is. One step of
 * fitting runs the network over several 100,000 pairs, so its two loops are WebAssembly with 4-wide vectors, four times
 * as fast as the same loops in JavaScript. Vector arithmetic is IEEE single precision on every machine: same bytes.
 */
import { CANDIDATES } from './candidates.ts'
import { type Code, encodeModule, op } from './wasm-encoder.ts'

export const HIDDEN = 32
export const HEADS = 2
const SLOPE = 0.1
const PAGE = 65_536

/** Where the weights lie in one flat array; W is stored by feature, [width, 32]. */
export interface Places {
  W: 0
  c: number
  w: number
  a: number
  b: number
  /** Number of weights. */
  weights: number
}

export function placesOf(width: number): Places {
  const c = width * HIDDEN
  const w = c + HIDDEN
  const a = w + HEADS * HIDDEN
  const b = a + HEADS * width
  return { W: 0, c, w, a, b, weights: b + HEADS }
}

/** Vectors of 4 numbers in h. */
const HIDDEN_VECTORS = HIDDEN / 4

/** Where things lie in the kernel's memory, bytes. */
function memoryOf(width: number) {
  const room = 16 * Math.ceil(placesOf(width).weights / 4)
  const logits = 2 * room
  const slopes = logits + 4 * HEADS * CANDIDATES
  const x = slopes + 4 * HEADS * CANDIDATES
  return { theta: 0, gradient: room, logits, slopes, x, bytes: x + 4 * width * CANDIDATES }
}

export interface Kernel {
  /** Features a pair. */
  width: number
  /** Standardised features of up to `CANDIDATES` pairs, [pairs, width]. */
  x: Float32Array
  /** ln B^o before clipping, [pairs, HEADS]: what `forward` gives. */
  logits: Float32Array
  /** ∂loss/∂logit, [pairs, HEADS]: what `backward` takes; pairs with zeros cost nothing. */
  slopes: Float32Array
  /** θ, [weights]. */
  theta: Float32Array
  /** ∂loss/∂θ, [weights]; `backward` adds to it. */
  gradient: Float32Array
  forward(pairs: number): void
  backward(pairs: number): void
}

/** @param width features a pair, a multiple of 4 */
export function createKernel(width: number): Kernel {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(encodeNetwork(width)))
  const { memory, forward, backward } = instance.exports
  if (
    !(memory instanceof WebAssembly.Memory) ||
    typeof forward !== 'function' ||
    typeof backward !== 'function'
  ) {
    throw new Error('The kernel lacks an export.')
  }
  const { buffer } = memory
  const { weights } = placesOf(width)
  const at = memoryOf(width)
  return {
    width,
    x: new Float32Array(buffer, at.x, CANDIDATES * width),
    logits: new Float32Array(buffer, at.logits, CANDIDATES * HEADS),
    slopes: new Float32Array(buffer, at.slopes, CANDIDATES * HEADS),
    theta: new Float32Array(buffer, at.theta, weights),
    gradient: new Float32Array(buffer, at.gradient, weights),
    forward: (pairs) => void (pairs > 0 && forward(pairs)),
    backward: (pairs) => void (pairs > 0 && backward(pairs)),
  }
}

/**
 * Where fitting starts: a table that is the ratio feature to the power of .8, and 32 random directions to leave it.
 * @param ratio place of the ratio feature; @param ratioDeviation its standard deviation
 */
export function startWeights(
  width: number,
  normal: () => number,
  ratio: number,
  ratioDeviation: number,
): Float64Array {
  const at = placesOf(width)
  const theta = new Float64Array(at.weights)
  for (let p = at.W; p < at.c; p++) theta[p] = 0.3 * normal()
  for (let p = at.c; p < at.w; p++) theta[p] = 0.1 * normal()
  for (let p = at.w; p < at.a; p++) theta[p] = 0.02 * normal()
  for (let head = 0; head < HEADS; head++) {
    theta[at.a + head * width + ratio] = 0.8 * ratioDeviation
    theta[at.b + head] = -4
  }
  return theta
}

// Locals of both functions: pairs still to do, address of x, address of the pair's logits or slopes, then vectors.
const LEFT = 0
const PX = 1
const PO = 2
const FIRST_VECTOR = 3
const H = (v: number): number => FIRST_VECTOR + v
const XS = FIRST_VECTOR + HIDDEN_VECTORS
const SLOPE_OF = (head: number): number => XS + 1 + head
const VECTORS = HIDDEN_VECTORS + 1 + HEADS

const times = (n: number, code: (i: number) => Code): Code =>
  Array.from({ length: n }, (_, i) => code(i)).flat()

/** The module for pairs of this many features. */
function encodeNetwork(width: number): Uint8Array<ArrayBuffer> {
  const AT = placesOf(width)
  const MEMORY = memoryOf(width)
  const theta = (place: number): Code => [...op.zero, ...op.load(MEMORY.theta + 4 * place)]
  /** gradient[place …] += the vector that `code` leaves. */
  const addTo = (place: number, code: Code): Code => [
    ...op.zero,
    ...op.zero,
    ...op.load(MEMORY.gradient + 4 * place),
    ...code,
    ...op.add,
    ...op.store(MEMORY.gradient + 4 * place),
  ]

  /** h ← LeakyReLU(W x + c) */
  const hiddenLayer: Code = [
    ...times(HIDDEN_VECTORS, (v) => [...theta(AT.c + 4 * v), ...op.set(H(v))]),
    ...times(width, (f) => [
      ...op.get(PX),
      ...op.loadSplat(MEMORY.x + 4 * f),
      ...op.set(XS),
      ...times(HIDDEN_VECTORS, (v) => [
        ...op.get(H(v)),
        ...op.get(XS),
        ...theta(AT.W + f * HIDDEN + 4 * v),
        ...op.mul,
        ...op.add,
        ...op.set(H(v)),
      ]),
    ]),
    ...times(HIDDEN_VECTORS, (v) => [
      ...op.get(H(v)),
      ...op.get(H(v)),
      ...op.splat(SLOPE),
      ...op.mul,
      ...op.max,
      ...op.set(H(v)),
    ]),
  ]

  /** logit ← b + w·h + a·x */
  const outputOf = (head: number): Code => [
    ...op.splat(0),
    ...times(HIDDEN_VECTORS, (v) => [
      ...op.get(H(v)),
      ...theta(AT.w + head * HIDDEN + 4 * v),
      ...op.mul,
      ...op.add,
    ]),
    ...times(width / 4, (v) => [
      ...op.get(PX),
      ...op.load(MEMORY.x + 16 * v),
      ...theta(AT.a + head * width + 4 * v),
      ...op.mul,
      ...op.add,
    ]),
    ...op.set(XS),
    ...op.get(PO),
    ...op.zero,
    ...op.floatLoad(MEMORY.theta + 4 * (AT.b + head)),
    ...times(4, (lane) => [...op.get(XS), ...op.lane(lane), ...op.floatAdd]),
    ...op.floatStore(MEMORY.logits + 4 * head),
  ]

  /** h ← ∂loss/∂(W x + c), given h and the slopes of both heads; then everything that depends on it. */
  const backwardPass: Code = [
    ...times(HEADS, (head) => [
      ...op.get(PO),
      ...op.loadSplat(MEMORY.slopes + 4 * head),
      ...op.set(SLOPE_OF(head)),
      ...times(HIDDEN_VECTORS, (v) =>
        addTo(AT.w + head * HIDDEN + 4 * v, [...op.get(SLOPE_OF(head)), ...op.get(H(v)), ...op.mul]),
      ),
      ...times(width / 4, (v) =>
        addTo(AT.a + head * width + 4 * v, [
          ...op.get(SLOPE_OF(head)),
          ...op.get(PX),
          ...op.load(MEMORY.x + 16 * v),
          ...op.mul,
        ]),
      ),
      ...op.zero,
      ...op.zero,
      ...op.floatLoad(MEMORY.gradient + 4 * (AT.b + head)),
      ...op.get(PO),
      ...op.floatLoad(MEMORY.slopes + 4 * head),
      ...op.floatAdd,
      ...op.floatStore(MEMORY.gradient + 4 * (AT.b + head)),
    ]),
    ...times(HIDDEN_VECTORS, (v) => [
      ...op.get(SLOPE_OF(0)),
      ...theta(AT.w + 4 * v),
      ...op.mul,
      ...op.get(SLOPE_OF(1)),
      ...theta(AT.w + HIDDEN + 4 * v),
      ...op.mul,
      ...op.add,
      ...op.set(XS),
      ...op.get(XS),
      ...op.get(XS),
      ...op.splat(SLOPE),
      ...op.mul,
      ...op.get(H(v)),
      ...op.splat(0),
      ...op.greater,
      ...op.select,
      ...op.set(H(v)),
      ...addTo(AT.c + 4 * v, op.get(H(v))),
    ]),
    ...times(width, (f) => [
      ...op.get(PX),
      ...op.loadSplat(MEMORY.x + 4 * f),
      ...op.set(XS),
      ...times(HIDDEN_VECTORS, (v) =>
        addTo(AT.W + f * HIDDEN + 4 * v, [...op.get(XS), ...op.get(H(v)), ...op.mul]),
      ),
    ]),
  ]

  const eachPair = (body: Code): Code =>
    op.loop([
      ...body,
      ...op.advance(PX, 4 * width),
      ...op.advance(PO, 4 * HEADS),
      ...op.get(LEFT),
      ...[0x41, 1, 0x6b],
      ...op.set(LEFT),
      ...op.get(LEFT),
      ...op.repeatIf,
    ])

  return encodeModule(Math.ceil(MEMORY.bytes / PAGE), [
    {
      name: 'forward',
      integers: 2,
      vectors: VECTORS,
      body: eachPair([...hiddenLayer, ...times(HEADS, outputOf)]),
    },
    {
      name: 'backward',
      integers: 2,
      vectors: VECTORS,
      body: eachPair([
        ...times(HEADS, (head) => [
          ...op.get(PO),
          ...op.floatLoad(MEMORY.slopes + 4 * head),
          ...op.floatNotZero,
        ]),
        ...op.or,
        ...op.when([...hiddenLayer, ...backwardPass]),
      ]),
    },
  ])
}
