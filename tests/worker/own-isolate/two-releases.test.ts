import { expect, it } from 'vitest'
import { MAX_BLOB_BYTES } from '../../../edge-model/contract/index.ts'
import { fittingNeighbours } from '../../../training/export/size-limits.ts'
import { channelOf, health, isolate, newShop, putChannel, store } from '../support/isolate.ts'
import { releaseFiles } from '../support/release-files.ts'
import { canaryOf } from '../support/visitors.ts'

/** Of an isolate's 128 MB, what ONNX Runtime may take for itself and the tables of two releases. */
const MOST_WASM_BYTES = 64 * 1024 * 1024

const memories: WebAssembly.Memory[] = []
const Original = WebAssembly.Memory
Reflect.set(
  WebAssembly,
  'Memory',
  class extends Original {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor)
      memories.push(this)
    }
  },
)
const wasmBytes = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)

it('the two largest releases fit into an isolate beside each other', async () => {
  const shop = newShop()
  const shape = { items: 100_000, heads: 1 as const }
  const neighbours = fittingNeighbours({ ...shape, neighbours: 100 })
  const ids: string[] = []
  let bytes = 0
  for (const step of [1, 2, 3]) {
    const files = await releaseFiles({ shop, ...shape, neighbours, step, ranks: 'candidates' })
    await store(files)
    bytes = files.table.weights.bytes
    ids.push(files.id)
  }
  expect(bytes).toBeGreaterThan(0.97 * MAX_BLOB_BYTES)
  const [stable = '', canary = '', next = ''] = ids
  await putChannel(channelOf(shop, 1, stable))
  const worker = isolate(shop)
  await health(worker)
  const one = wasmBytes()
  await putChannel(channelOf(shop, 2, stable, { canary: canaryOf(canary, 5) }))
  expect(await health(worker)).toMatchObject({ status: 'ok', canary: { problem: null } })
  const two = wasmBytes()
  await putChannel(channelOf(shop, 3, stable, { canary: canaryOf(next, 5) }))
  expect(await health(worker)).toMatchObject({ status: 'ok', canary: { release: next, problem: null } })
  const replaced = wasmBytes()
  console.log(
    `weights ${bytes}: WebAssembly memory ${one} with one release, ${two} with two, ${replaced} with the second replaced`,
  )
  expect(Math.max(two, replaced)).toBeLessThan(MOST_WASM_BYTES)
}, 120_000)
