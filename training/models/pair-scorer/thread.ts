/** @module A thread of the pair scorer: what `createPool` starts. */
import { workerData } from 'node:worker_threads'
import { serveJobs } from '../../parallel/pool.ts'
import { createPairJobs, setupSchema } from './jobs.ts'

serveJobs(createPairJobs(setupSchema.parse(workerData)))
