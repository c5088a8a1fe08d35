/**
 * @module The ways to learn a model, by name.
 */
import type { ProductContent } from '../dataset/catalog.ts'
import type { SessionLog } from '../dataset/session-log.ts'
import type { Model, OnProgress } from './model.ts'
import { trainPairScorer } from './pair-scorer/pair-scorer.ts'
import { popularModel } from './popular.ts'
import { trainSlist } from './slist.ts'

/** Contents say what products are, by id; only the pair scorer reads them. */
type Train = (
  log: SessionLog,
  onProgress?: OnProgress,
  contents?: ReadonlyMap<string, ProductContent>,
) => Model | Promise<Model>

/** The first is the default, the others are what it must beat. */
export const METHODS = {
  'pair-scorer': trainPairScorer,
  slist: trainSlist,
  popular: popularModel,
} satisfies Record<string, Train>
export type Method = keyof typeof METHODS

export const METHOD_NAMES = ['pair-scorer', 'slist', 'popular'] as const satisfies readonly Method[]
