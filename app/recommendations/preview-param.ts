/**
 * @module How a page's address speaks of previews.
 */

/** The parameter of any page's address that begins a preview by its token, or ends it. */
export const PREVIEW_PARAM = 'aisle-preview'
export const PREVIEW_OFF = 'off'
