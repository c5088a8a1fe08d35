/**
 * @module The words of a search in the URL: `?q=stoneware mug`.
 */
export const TERM_PARAM = 'q'

/** Longer than that is no shopper's search. */
export const MOST_CHARACTERS = 200

/** What the URL asks to search for, trimmed and cut to length; empty where it asks for nothing. */
export const searchTerm = (params: URLSearchParams): string =>
  (params.get(TERM_PARAM) ?? '').trim().slice(0, MOST_CHARACTERS)
