/**
 * @module Frees memory that nobody holds any more. The collector goes by the objects it manages; of shared memory those are
 * small handles, so that some hundred megabytes may wait behind them for a collection that is not due.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { z } from 'zod'

const collectorSchema = z.custom<() => void>((value) => typeof value === 'function')

/** Collects all that is garbage by now: some hundredths of a second. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  // A context made after the flag was set knows the function.
  collectorSchema.parse(runInNewContext('gc'))()
}
