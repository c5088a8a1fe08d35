/**
 * @module The only door to ONNX Runtime Web: start it inside workerd, keep its calls apart.
 *
 * workerd compiles no WebAssembly from bytes, so the module is imported compiled and handed over: ONNX Runtime is
 * given a placeholder instead of a binary, and while a session is being opened `WebAssembly.instantiate` answers that
 * placeholder with an instance of the imported module. The instance is made synchronously, so that starting up awaits
 * nothing outside JavaScript (see serial-queue.ts).
 */

import compiled from 'onnxruntime-web/ort-wasm-simd-threaded.wasm'
import * as ort from 'onnxruntime-web/wasm'
import { SerialQueue } from './serial-queue.ts'

const placeholder = new Uint8Array(8)
const queue = new SerialQueue()

ort.env.wasm.numThreads = 1
ort.env.wasm.wasmBinary = placeholder
ort.env.logLevel = 'fatal'

/**
 * Opens a session on a graph with external data. ONNX Runtime copies both; the caller should let go of them.
 * @throws Error in ONNX Runtime's words where it can't run the graph; later sessions are not affected
 */
export function openSession(
  graph: Uint8Array,
  externalData: { path: string; data: Uint8Array }[],
): Promise<ort.InferenceSession> {
  return queue.add(() =>
    withCompiledModule(() =>
      ort.InferenceSession.create(graph, {
        executionProviders: ['wasm'],
        externalData,
        logSeverityLevel: 4,
      }),
    ),
  )
}

/** Runs a session, after every call made before. */
export function runSession(
  session: ort.InferenceSession,
  feeds: Record<string, ort.Tensor>,
): Promise<ort.InferenceSession.OnnxValueMapType> {
  // Failures are thrown; ONNX Runtime need not print them as well.
  return queue.add(() => session.run(feeds, { logSeverityLevel: 4 }))
}

/** Frees a session's memory, after every call made before. */
export function releaseSession(session: ort.InferenceSession): Promise<void> {
  return queue.add(() => session.release())
}

async function withCompiledModule<T>(work: () => Promise<T>): Promise<T> {
  const original = WebAssembly.instantiate
  const instantiate = async (source: unknown, imports?: WebAssembly.Imports) => {
    // ONNX Runtime hands on a copy of the placeholder.
    if (!(source instanceof Uint8Array) || source.byteLength !== placeholder.byteLength) {
      throw new Error('Only the placeholder of the ONNX Runtime module can be instantiated here.')
    }
    return { instance: new WebAssembly.Instance(compiled, imports), module: compiled }
  }
  Reflect.set(WebAssembly, 'instantiate', instantiate)
  try {
    return await work()
  } finally {
    Reflect.set(WebAssembly, 'instantiate', original)
  }
}
