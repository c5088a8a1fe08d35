/**
 * @module How a page's address speaks of previews: as the Worker's doors do. Written out here, since the contract brings its
 * schemas along, and pages have no use for them.
 */

/** The parameter of any page's address that begins a preview by its token, or ends it. */
export const PREVIEW_PARAM = 'aisle-preview'
export const PREVIEW_OFF = 'off'
