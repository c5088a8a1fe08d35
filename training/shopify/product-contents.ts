/**
 * @module What the Admin API tells of products, as a dataset keeps it.
 */
import { z } from 'zod'
import { knownFields } from '../dataset/catalog.ts'
import type { ContentFields } from '../dataset/content-file.ts'

/** Fields of a product that cost a query nothing, since none is a list of objects. */
export const contentSchema = z.object({
  status: z.string(),
  description: z.string(),
  productType: z.string(),
  vendor: z.string(),
  tags: z.array(z.string()),
  createdAt: z.iso.datetime({ offset: true }),
})

interface Variant {
  price: number
  product: { id: string; title: string; isGiftCard: boolean } & z.infer<typeof contentSchema>
}

/**
 * Contents by product id, in the order of the variants; the price is that of the cheapest variant. Drafts, archived
 * products and gift cards have none: nobody can buy them, or they go with nothing.
 * @param collections titles of each product's collections, by product id
 */
export function contentsOf(
  variants: readonly Variant[],
  collections: ReadonlyMap<string, string[]>,
): Map<string, ContentFields> {
  const contents = new Map<string, ContentFields>()
  for (const { price, product } of variants) {
    if (product.status !== 'ACTIVE' || product.isGiftCard) continue
    const known = contents.get(product.id)
    if (known !== undefined) {
      contents.set(product.id, { ...known, price: Math.min(known.price ?? price, price) })
      continue
    }
    const fields = {
      title: product.title.trim(),
      description: product.description.trim(),
      type: product.productType.trim(),
      vendor: product.vendor.trim(),
      tags: product.tags.filter((tag) => tag !== ''),
      collections: collections.get(product.id) ?? [],
      price,
      createdAt: Date.parse(product.createdAt) / 1000,
    }
    contents.set(product.id, knownFields(fields))
  }
  return contents
}
