/**
 * @module Attributes of the picture that a page opens with. React 18 knows this one by its HTML name alone.
 */
export const FIRST_PICTURE = { loading: 'eager', fetchpriority: 'high' } as const
export const LATER_PICTURE = { loading: 'lazy' } as const
