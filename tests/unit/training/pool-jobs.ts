/** @module Jobs of the pool's tests. */
import { z } from 'zod'
import type { Jobs } from '../../../training/parallel/pool.ts'

const ints = z.custom<Int32Array>((value) => value instanceof Int32Array)
const argsSchema = z.object({ into: ints, at: z.int().optional() })

export function createPoolJobs({ factor }: { factor: number }): Jobs {
  return {
    /** into[piece] += factor · piece² + 1 */
    square(args) {
      const { into } = argsSchema.parse(args)
      return (piece) => {
        into[piece] = (into[piece] ?? 0) + factor * piece * piece + 1
      }
    },
    /** As `square`, but throws at one piece. */
    fail(args) {
      const { into, at } = argsSchema.parse(args)
      return (piece) => {
        if (piece === at) throw new RangeError(`Piece ${piece} can't be done.`)
        into[piece] = 1
      }
    },
    /** Every piece throws. */
    failAll: () => (piece) => {
      throw new RangeError(`Piece ${piece} can't be done.`)
    },
    /** Ends the process or thread that it runs in. */
    leave: () => () => process.exit(),
  }
}
