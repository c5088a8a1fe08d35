/** @module A process that fails as `aisle` does, while threads of one pool wait for their first work and those of another for more. */
import { createPool } from '../../../training/parallel/pool.ts'
import { sharedInt32 } from '../../../training/parallel/shared.ts'
import { createPoolJobs } from './pool-jobs.ts'

const setup = { factor: 3 }
const entry = new URL('./pool-thread.ts', import.meta.url)
const options = { entry, setup, jobs: () => createPoolJobs(setup), threads: 2 }
createPool(options)
const pool = createPool(options)
try {
  await pool.run('square', 500, { into: sharedInt32(500) })
  await pool.run('fail', 500, { into: sharedInt32(500), at: 7 })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
