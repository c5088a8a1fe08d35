/**
 * @module The network that turns a pair's features x [width] into its two table entries.
 *
 *     h = LeakyReLU(W x + c)                         [32], slope .1 below 0, shared by both heads
 *     B^o = exp(clip±30(b_o + a_o·x + w_o·h))        o = 0: the session's last item, o = 1: an earlier one
 *
 * 900 to 3,200 weights, by sources and content, against millions of prefixes to fit them on: overfitting is not the danger, time is. One step of
 * fitting runs the network over several 100,000 pairs, so its two loops are WebAssembly with 4-wide vectors (see
 * `network-module.ts`), four times as fast as the same loops in JavaScript. Vector arithmetic is IEEE single precision on every machine: same bytes.
 */
import { ownMemory } from '../../parallel/wasm-memory.ts'
import { CANDIDATES } from './candidates.ts'
import { encodeNetwork, type NetworkShape } from './network-module.ts'

export const HIDDEN = 32
export const HEADS = 2
const SLOPE = 0.1

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

/** Where things lie in the kernel's own memory, bytes. */
export interface KernelMemory {
  theta: 0
  gradient: number
  logits: number
  slopes: number
  /** The size of it all. */
  bytes: number
}

function memoryOf(width: number): KernelMemory {
  const room = 16 * Math.ceil(placesOf(width).weights / 4)
  const logits = 2 * room
  const slopes = logits + 4 * HEADS * CANDIDATES
  return { theta: 0, gradient: room, logits, slopes, bytes: slopes + 4 * HEADS * CANDIDATES }
}

export interface Kernel {
  /** ln B^o before clipping, [pairs, HEADS]: what `forward` gives. */
  logits: Float32Array
  /** ∂loss/∂logit, [pairs, HEADS]: what `backward` takes; pairs with zeros cost nothing. */
  slopes: Float32Array
  /** θ, [weights]. */
  theta: Float32Array
  /** ∂loss/∂θ, [weights]; `backward` adds to it. */
  gradient: Float32Array
  /** Up to `CANDIDATES` pairs, from the one on that is so many pairs from the features' beginning. */
  forward(first: number, pairs: number): void
  backward(first: number, pairs: number): void
}

/**
 * @param width features a pair, a multiple of 4
 * @param features standardised features, [pairs, width], in shared memory
 */
export function createKernel(width: number, features: WebAssembly.Memory): Kernel {
  const places = placesOf(width)
  const at = memoryOf(width)
  const shape: NetworkShape = { width, hidden: HIDDEN, heads: HEADS, slope: SLOPE }
  const memory = ownMemory(at.bytes)
  const module = new WebAssembly.Module(encodeNetwork(shape, places, at))
  const { exports } = new WebAssembly.Instance(module, { given: { memory, shared: features } })
  const { forward, backward } = exports
  if (typeof forward !== 'function' || typeof backward !== 'function') {
    throw new Error('The kernel lacks an export.')
  }
  const { buffer } = memory
  const { weights } = places
  const addressOf = (pair: number): number => 4 * width * pair
  return {
    logits: new Float32Array(buffer, at.logits, CANDIDATES * HEADS),
    slopes: new Float32Array(buffer, at.slopes, CANDIDATES * HEADS),
    theta: new Float32Array(buffer, at.theta, weights),
    gradient: new Float32Array(buffer, at.gradient, weights),
    forward: (first, pairs) => void (pairs > 0 && forward(pairs, addressOf(first))),
    backward: (first, pairs) => void (pairs > 0 && backward(pairs, addressOf(first))),
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
