/**
 * @module Which pictures of a product its page shows, and in which order.
 */

/**
 * The chosen variant's picture leads, even where it is not among the first of a product with many; the others keep the
 * merchant's order. Pictures of other variants are left out, unless nothing would be left.
 *
 * @param others addresses of the pictures that show another variant than the chosen one
 */
export function picturesToShow<P extends { url: string }>(
  images: readonly P[],
  others: ReadonlySet<string>,
  chosen: P | null,
): P[] {
  const rest = images.filter(({ url }) => url !== chosen?.url)
  const own = rest.filter(({ url }) => !others.has(url))
  if (chosen !== null) return [chosen, ...own]
  return own.length > 0 ? own : rest
}
