/** @module A thread of the pool's tests: what `createPool` starts there. */
import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import { serveJobs } from '../../../training/parallel/pool.ts'
import { createPoolJobs } from './pool-jobs.ts'

serveJobs(createPoolJobs(z.object({ factor: z.number() }).parse(workerData)))
