/**
 * @module What can be asked of the simulation, and the bounds of it.
 */
import { z } from 'zod'

export const simulationOptionsSchema = z.strictObject({
  /** Same seed, same options, same catalog: same bytes. */
  seed: z.int().min(0).max(0xffffffff),
  /** Visits in which at least one product page was opened. */
  sessions: z.int().min(1).max(2_000_000),
  /** The first day that is no longer simulated, in the shop's time zone. */
  until: z.iso.date(),
  /** Length of the history. */
  days: z.int().min(1).max(3650),
})
export type SimulationOptions = z.infer<typeof simulationOptionsSchema>

export const DEFAULT_OPTIONS: SimulationOptions = {
  seed: 7,
  sessions: 40_000,
  until: '2026-11-01',
  days: 365,
}
