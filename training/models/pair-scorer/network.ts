/**
 * @module The network that turns a pair's features x [20] into its two table entries.
 *
 *     h = LeakyReLU(W x + c)                         [32], slope .1 below 0, shared by both heads
 *     B^o = exp(clip±30(b_o + a_o·x + w_o·h))        o = 0: the session's last item, o = 1: an earlier one
 *
 * About 800 weights against millions of prefixes to fit them on: overfitting is not the danger, time is. One step of
 * fitting runs the network over several 100,000 pairs, so its two loops are WebAssembly with 4-wide vectors, four times
 * as fast as the same loops in JavaScript. Vector arithmetic is IEEE single precision on every machine: same bytes.
 */
import { CANDIDATES } from './candidates.ts'
import { FEATURES, RATIO } from './features.ts'
import { type Code, encodeModule, op } from './wasm-encoder.ts'

export const HIDDEN = 32
export const HEADS = 2
const SLOPE = 0.1

/** Where the weights lie in one flat array; W is stored by feature, [20, 32]. */
export const AT = {
  W: 0,
  c: FEATURES * HIDDEN,
  w: FEATURES * HIDDEN + HIDDEN,
  a: FEATURES * HIDDEN + HIDDEN + HEADS * HIDDEN,
  b: FEATURES * HIDDEN + HIDDEN + HEADS * (HIDDEN + FEATURES),
} as const
export const WEIGHTS = AT.b + HEADS

/** Vectors of 4 numbers in h and in x. */
const HIDDEN_VECTORS = HIDDEN / 4
const FEATURE_VECTORS = FEATURES / 4

/** Places in the kernel's memory, bytes. */
const THETA = 0
const GRADIENT = 4096
const LOGITS = 8192
const SLOPES = LOGITS + 4 * HEADS * CANDIDATES
const X = SLOPES + 4 * HEADS * CANDIDATES

export interface Kernel {
  /** Standardised features of up to `CANDIDATES` pairs, [pairs, FEATURES]. */
  x: Float32Array
  /** ln B^o before clipping, [pairs, HEADS]: what `forward` gives. */
  logits: Float32Array
  /** ∂loss/∂logit, [pairs, HEADS]: what `backward` takes; pairs with zeros cost nothing. */
  slopes: Float32Array
  /** θ, [WEIGHTS]. */
  theta: Float32Array
  /** ∂loss/∂θ, [WEIGHTS]; `backward` adds to it. */
  gradient: Float32Array
  forward(pairs: number): void
  backward(pairs: number): void
}

export function createKernel(): Kernel {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(MODULE))
  const { memory, forward, backward } = instance.exports
  if (
    !(memory instanceof WebAssembly.Memory) ||
    typeof forward !== 'function' ||
    typeof backward !== 'function'
  ) {
    throw new Error('The kernel lacks an export.')
  }
  const { buffer } = memory
  return {
    x: new Float32Array(buffer, X, CANDIDATES * FEATURES),
    logits: new Float32Array(buffer, LOGITS, CANDIDATES * HEADS),
    slopes: new Float32Array(buffer, SLOPES, CANDIDATES * HEADS),
    theta: new Float32Array(buffer, THETA, WEIGHTS),
    gradient: new Float32Array(buffer, GRADIENT, WEIGHTS),
    forward: (pairs) => void (pairs > 0 && forward(pairs)),
    backward: (pairs) => void (pairs > 0 && backward(pairs)),
  }
}

/** Where fitting starts: a table that is the ratio feature to the power of .8, and 32 random directions to leave it. */
export function startWeights(normal: () => number, ratioDeviation: number): Float64Array {
  const theta = new Float64Array(WEIGHTS)
  for (let at = AT.W; at < AT.c; at++) theta[at] = 0.3 * normal()
  for (let at = AT.c; at < AT.w; at++) theta[at] = 0.1 * normal()
  for (let at = AT.w; at < AT.a; at++) theta[at] = 0.02 * normal()
  for (let head = 0; head < HEADS; head++) {
    theta[AT.a + head * FEATURES + RATIO] = 0.8 * ratioDeviation
    theta[AT.b + head] = -4
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
const theta = (place: number): Code => [...op.zero, ...op.load(THETA + 4 * place)]
/** gradient[place …] += the vector that `code` leaves. */
const addTo = (place: number, code: Code): Code => [
  ...op.zero,
  ...op.zero,
  ...op.load(GRADIENT + 4 * place),
  ...code,
  ...op.add,
  ...op.store(GRADIENT + 4 * place),
]

/** h ← LeakyReLU(W x + c) */
const HIDDEN_LAYER: Code = [
  ...times(HIDDEN_VECTORS, (v) => [...theta(AT.c + 4 * v), ...op.set(H(v))]),
  ...times(FEATURES, (f) => [
    ...op.get(PX),
    ...op.loadSplat(X + 4 * f),
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
  ...times(FEATURE_VECTORS, (v) => [
    ...op.get(PX),
    ...op.load(X + 16 * v),
    ...theta(AT.a + head * FEATURES + 4 * v),
    ...op.mul,
    ...op.add,
  ]),
  ...op.set(XS),
  ...op.get(PO),
  ...op.zero,
  ...op.floatLoad(THETA + 4 * (AT.b + head)),
  ...times(4, (lane) => [...op.get(XS), ...op.lane(lane), ...op.floatAdd]),
  ...op.floatStore(LOGITS + 4 * head),
]

/** h ← ∂loss/∂(W x + c), given h and the slopes of both heads; then everything that depends on it. */
const BACKWARD: Code = [
  ...times(HEADS, (head) => [
    ...op.get(PO),
    ...op.loadSplat(SLOPES + 4 * head),
    ...op.set(SLOPE_OF(head)),
    ...times(HIDDEN_VECTORS, (v) =>
      addTo(AT.w + head * HIDDEN + 4 * v, [...op.get(SLOPE_OF(head)), ...op.get(H(v)), ...op.mul]),
    ),
    ...times(FEATURE_VECTORS, (v) =>
      addTo(AT.a + head * FEATURES + 4 * v, [
        ...op.get(SLOPE_OF(head)),
        ...op.get(PX),
        ...op.load(X + 16 * v),
        ...op.mul,
      ]),
    ),
    ...op.zero,
    ...op.zero,
    ...op.floatLoad(GRADIENT + 4 * (AT.b + head)),
    ...op.get(PO),
    ...op.floatLoad(SLOPES + 4 * head),
    ...op.floatAdd,
    ...op.floatStore(GRADIENT + 4 * (AT.b + head)),
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
  ...times(FEATURES, (f) => [
    ...op.get(PX),
    ...op.loadSplat(X + 4 * f),
    ...op.set(XS),
    ...times(HIDDEN_VECTORS, (v) =>
      addTo(AT.W + f * HIDDEN + 4 * v, [...op.get(XS), ...op.get(H(v)), ...op.mul]),
    ),
  ]),
]

const eachPair = (body: Code): Code =>
  op.loop([
    ...body,
    ...op.advance(PX, 4 * FEATURES),
    ...op.advance(PO, 4 * HEADS),
    ...op.get(LEFT),
    ...[0x41, 1, 0x6b],
    ...op.set(LEFT),
    ...op.get(LEFT),
    ...op.repeatIf,
  ])

const MODULE = encodeModule(1, [
  {
    name: 'forward',
    integers: 2,
    vectors: VECTORS,
    body: eachPair([...HIDDEN_LAYER, ...times(HEADS, outputOf)]),
  },
  {
    name: 'backward',
    integers: 2,
    vectors: VECTORS,
    body: eachPair([
      ...times(HEADS, (head) => [...op.get(PO), ...op.floatLoad(SLOPES + 4 * head), ...op.floatNotZero]),
      ...op.or,
      ...op.when([...HIDDEN_LAYER, ...BACKWARD]),
    ]),
  },
])
