/**
 * @module What the storefront and the training package may import of the Worker: schemas, types, pure functions. No I/O.
 */
export * from './admin.ts'
export * from './arm-counts.ts'
export * from './card.ts'
export * from './channel.ts'
export * from './evidence.ts'
export * from './graph.ts'
export * from './ids.ts'
export * from './items.ts'
export * from './keys.ts'
export * from './manifest.ts'
export * from './parse-manifest.ts'
export * from './problem.ts'
export * from './recommend.ts'
export * from './session.ts'
export * from './slots.ts'
export * from './table.ts'
