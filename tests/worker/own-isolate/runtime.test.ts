import { describe, expect, it, vi } from 'vitest'
import { SerialQueue } from '../../../edge-model/runtime/serial-queue.ts'

// ONNX Runtime keeps what it has for good: the bytes of its memory, seen from the start.
const memories = vi.hoisted(() => {
  const made: WebAssembly.Memory[] = []
  const Original = WebAssembly.Memory
  class Watched extends Original {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor)
      made.push(this)
    }
  }
  Reflect.set(WebAssembly, 'Memory', Watched)
  return made
})

const { isolate, moveChannel, newShop, problemOf, publish, recommended, store } = await import(
  '../support/isolate.ts'
)
const { productId, releaseFiles } = await import('../support/release-files.ts')

const wasmBytes = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)

describe('ONNX Runtime', () => {
  it('survives that the very first model an isolate opens is broken', async () => {
    const worker = isolate(newShop())
    const broken = await releaseFiles({ shop: worker.shop, bytes: { graph: new Uint8Array(64) } })
    await store(broken)
    expect((await problemOf(await moveChannel(worker, broken.id, null))).code).toBe('release_unservable')
    await publish(worker, await releaseFiles({ shop: worker.shop }), null)
    const answer = await recommended(worker, { items: [productId(0)], limit: 1 })
    expect(answer.items[0]?.productId).toBe(productId(1))
  })

  it('gives the memory of replaced and of refused releases back', async () => {
    const worker = isolate(newShop())
    const size = { shop: worker.shop, items: 10_000, neighbours: 20, others: { together: 7 } }
    let etag: string | null = null
    const publishOne = async (step: number) => {
      etag = await publish(worker, await releaseFiles({ ...size, step }), etag)
      const tooMany = await releaseFiles({
        ...size,
        step,
        table: (t) => ({ ...t, onnx: { ...t.onnx, inputs: [] } }),
      })
      await store(tooMany)
      expect((await moveChannel(worker, tooMany.id, etag)).status).toBe(422)
    }
    for (let step = 1; step <= 3; step++) await publishOne(step)
    const settled = wasmBytes()
    expect(settled).toBeGreaterThan(0)
    for (let step = 4; step <= 9; step++) await publishOne(step)
    // Each leaked release would be 2 MB more.
    expect(wasmBytes() - settled).toBeLessThan(4_000_000)
  }, 60_000)
})

describe('the queue before ONNX Runtime', () => {
  it('runs one job at a time, in order, and goes on after a failure', async () => {
    const queue = new SerialQueue()
    const log: string[] = []
    const job =
      (name: string, fails = false) =>
      async () => {
        log.push(`${name} begins`)
        await Promise.resolve()
        log.push(`${name} ends`)
        if (fails) throw new Error(name)
        return name
      }
    const outcomes = await Promise.allSettled([
      queue.add(job('a')),
      queue.add(job('b', true)),
      queue.add(() => {
        throw new Error('c')
      }),
      queue.add(job('d')),
    ])
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ])
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'd begins', 'd ends'])
    expect(await queue.add(job('e'))).toBe('e')
  })
})
