/**
 * @module From a session to ranked products: what the model knows first, popular products where it knows too little.
 */
import type { RecommendResponse } from '../contract/recommend.ts'
import { sessionRows } from '../contract/session.ts'
import type { Release } from '../releases/release.ts'

export interface Wish {
  /** Product ids of the session, newest last. */
  items: readonly string[]
  /** Product ids that must not be answered. */
  exclude: readonly string[]
  limit: number
}

/** At most `limit` products, best first, none twice. Products of the session itself are answered like any other. */
export async function recommend(release: Release, wish: Wish): Promise<RecommendResponse['items']> {
  const ranked = await rankByModel(release, wish)
  const listed = new Set([...wish.exclude, ...ranked.map(({ productId }) => productId)])
  for (const productId of release.manifest.popular) {
    if (ranked.length >= wish.limit) break
    if (listed.has(productId)) continue
    listed.add(productId)
    ranked.push({ productId, score: 0 })
  }
  return ranked
}

async function rankByModel(release: Release, wish: Wish): Promise<RecommendResponse['items']> {
  const { manifest } = release
  const session = sessionRows(wish.items, (productId) => release.rowOf(productId), manifest.session)
  if (session.rows.length === 0) return []
  const excluded = new Set(wish.exclude.map((productId) => release.rowOf(productId)))
  const excludedRows = Int32Array.from([...excluded].filter((row) => row !== undefined))
  const k = Math.min(wish.limit, manifest.model.items)
  const { rows, scores } = await release.rank(session, excludedRows, k)
  return rows.flatMap((row, at) => {
    const score = scores[at] ?? 0
    const productId = release.productOf(row)
    return productId !== undefined && score > 0 && Number.isFinite(score) ? [{ productId, score }] : []
  })
}
