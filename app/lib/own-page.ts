/**
 * @module Whether a request was sent by a page of the shop itself.
 */

/** What a browser says of where the request comes from. What is no browser says nothing, and carries nobody's cookies. */
export function isOwnPage({ headers }: Pick<Request, 'headers'>): boolean {
  const site = headers.get('Sec-Fetch-Site')
  return site === null || site === 'same-origin'
}
