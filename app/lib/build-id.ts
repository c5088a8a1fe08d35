/**
 * @module The name of this build, baked in when it is built (`scripts/build-id.ts`): a release can be pinned to it.
 */
export const BUILD_ID: string = process.env.AISLE_BUILD_ID ?? 'unbuilt'
