/** @module A process that fails as `aisle` does, while threads of a pool wait for work. */
import { createPool } from '../../../training/parallel/pool.ts'
import { sharedInt32 } from '../../../training/parallel/shared.ts'
import { createPoolJobs } from './pool-jobs.ts'

const setup = { factor: 3 }
const entry = new URL('./pool-thread.ts', import.meta.url)
const pool = createPool({ entry, setup, jobs: () => createPoolJobs(setup), threads: 2 })
try {
  await pool.run('square', 500, { into: sharedInt32(500) })
  await pool.run('fail', 500, { into: sharedInt32(500), at: 7 })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
