/**
 * The pool of threads: every piece once, the same results on any number of threads, and errors that arrive once.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPool, type Pool, threadsFor } from '../../../training/parallel/pool.ts'
import { shareBytes, sharedInt32, shareInt32 } from '../../../training/parallel/shared.ts'
import { createPoolJobs } from './pool-jobs.ts'

// Threads take their time to start where the machine is busy.
vi.setConfig({ testTimeout: 120_000 })

const PIECES = 500
const setup = { factor: 3 }

const open: Pool[] = []
function poolOf(threads: number): Pool {
  const entry = new URL('./pool-thread.ts', import.meta.url)
  const pool = createPool({ entry, setup, jobs: () => createPoolJobs(setup), threads })
  open.push(pool)
  return pool
}

/** Rejections that nobody took, and exceptions that nobody caught. */
const uncaught: unknown[] = []
const note = (error: unknown): void => void uncaught.push(error)
beforeEach(() => {
  uncaught.length = 0
  process.on('unhandledRejection', note).on('uncaughtException', note)
})
afterEach(async () => {
  for (const pool of open.splice(0)) await pool.close()
  // What nobody took is told after the microtasks.
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', note).off('uncaughtException', note)
  expect(uncaught).toEqual([])
})

describe('a pool', () => {
  it.each([0, 1, 2, 3])('does each piece once on %i threads, job after job', async (threads) => {
    const pool = poolOf(threads)
    const into = sharedInt32(PIECES)
    for (let round = 1; round <= 3; round++) {
      await pool.run('square', PIECES, { into })
      expect([...into]).toEqual(Array.from(into, (_, piece) => round * (3 * piece * piece + 1)))
    }
    await pool.run('square', 0, { into })
    expect(into[0]).toBe(3)
  })

  it.each([0, 2])('on %i threads says which job it does not know', async (threads) => {
    await expect(poolOf(threads).run('dance', 1, {})).rejects.toThrow('There is no job dance.')
  })

  it.each([0, 2])('on %i threads refuses arguments that a job can not use', async (threads) => {
    await expect(poolOf(threads).run('square', 1, { into: [1] })).rejects.toThrow(/into/)
  })

  it.each([0, 1, 2])('on %i threads rejects with what a piece threw', async (threads) => {
    const into = sharedInt32(PIECES)
    const run = poolOf(threads).run('fail', PIECES, { into, at: 7 })
    await expect(run).rejects.toThrow("Piece 7 can't be done.")
    expect(into[7]).toBe(0)
  })

  it.each([0, 1, 2, 3])('on %i threads rejects once where all pieces throw', async (threads) => {
    await expect(poolOf(threads).run('failAll', PIECES, {})).rejects.toThrow(/^Piece \d can't be done\.$/)
  })

  it('says so where a thread ends', async () => {
    await expect(poolOf(2).run('leave', PIECES, {})).rejects.toThrow(
      'A training thread ended before its work.',
    )
  })

  it('rejects a job given to it after its threads ended, rather than wait forever', async () => {
    const ended = 'A training thread ended before its work.'
    const pool = poolOf(1)
    await expect(pool.run('failAll', PIECES, {})).rejects.toThrow("Piece 0 can't be done.")
    await pool.close()
    await expect(pool.run('square', PIECES, { into: sharedInt32(PIECES) })).rejects.toThrow(ended)
  })

  it('that nobody closed does not keep a failed process from ending', async () => {
    const run = promisify(execFile)(
      process.execPath,
      [fileURLToPath(new URL('./pool-left-open.ts', import.meta.url))],
      {
        timeout: 60_000,
      },
    )
    await expect(run).rejects.toMatchObject({ code: 1, killed: false, stderr: "Piece 7 can't be done.\n" })
  })

  it.each([0, 2])('of %i threads closes, twice if need be', async (threads) => {
    const pool = poolOf(threads)
    await pool.run('square', 4, { into: sharedInt32(4) })
    await pool.close()
    await pool.close()
  })
})

describe('threads', () => {
  it('are none for few rows', () => {
    expect(threadsFor(100)).toBe(0)
    expect(threadsFor(100_000)).toBeGreaterThan(0)
  })
})

describe('shared memory', () => {
  it('holds a copy, or the array itself where it lies there already', () => {
    const numbers = Int32Array.of(1, -2, 3)
    const shared = shareInt32(numbers)
    expect(shared).toEqual(numbers)
    expect(shared.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(shareInt32(shared)).toBe(shared)
    const bytes = shareBytes(Uint8Array.of(1, 2).subarray(1))
    expect([...bytes]).toEqual([2])
    expect(shareBytes(bytes)).toBe(bytes)
  })
})
