/**
 * Arrays in memory that WebAssembly modules and threads share.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collectGarbage } from '../../../training/parallel/collect-garbage.ts'
import { layoutIn, sharedMemory } from '../../../training/parallel/wasm-memory.ts'

type Kind = 'int32' | 'float32' | 'float64'
const lengths = fc.array(
  fc.tuple(fc.constantFrom<Kind>('int32', 'float32', 'float64'), fc.integer({ min: 0, max: 30_000 })),
  { minLength: 1, maxLength: 6 },
)

describe('arrays laid out in a memory', () => {
  it('begin at its beginning, hold zeros, and none reaches into another, however the memory grew', () => {
    fc.assert(
      fc.property(lengths, lengths, (before, asked) => {
        const memory = sharedMemory()
        const old = layoutIn(memory)
        for (const [kind, length] of before) old[kind](length).fill(7)
        const layout = layoutIn(memory)
        const arrays = asked.map(([kind, length]) => layout[kind](length))
        expect(arrays[0]?.byteOffset).toBe(0)
        expect(arrays.every((array) => array.every((value) => value === 0))).toBe(true)
        for (const [a, array] of arrays.entries()) array.fill(a + 1)
        expect(arrays.map(({ length }) => length)).toEqual(asked.map(([, length]) => length))
        for (const [a, array] of arrays.entries()) expect(array.every((value) => value === a + 1)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})

describe('memory that nobody holds any more', () => {
  it('is freed when garbage is collected, and what is held stays', async () => {
    const held = sharedMemory()
    const references = [new WeakRef(sharedMemory()), new WeakRef(held)]
    // A reference that was just made keeps what it refers to until this turn of the event loop ends.
    await new Promise(setImmediate)
    collectGarbage()
    expect(references.map((reference) => reference.deref())).toEqual([undefined, held])
  })
})
