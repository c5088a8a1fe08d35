/**
 * @module A theme of Shopify's, as far as the theme extension needs one: its Liquid with Shopify's filters and tags, and
 * products of the local shop as a theme sees them.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Liquid, type TagToken, type TopLevelToken } from 'liquidjs'
import { z } from 'zod'
import { STOREFRONT_PUBLIC_TOKEN } from '../../local-shop/server/tokens.ts'

export const EXTENSION = join(import.meta.dirname, '../../theme-extension')

const answerSchema = z.object({
  data: z.object({
    products: z.object({
      nodes: z.array(
        z.object({
          id: z.string(),
          handle: z.string(),
          title: z.string(),
          availableForSale: z.boolean(),
          featuredImage: z.object({ url: z.string() }).nullable(),
          priceRange: z.object({ minVariantPrice: z.object({ amount: z.string() }) }),
        }),
      ),
    }),
  }),
})

/** A product as Liquid has it: its number, its price in pence. */
export interface ThemeProduct {
  id: number
  handle: string
  title: string
  url: string
  price: number
  available: boolean
  featured_image: { src: string } | null
}

/** The first products of a local shop. */
export async function themeProducts(shopUrl: string, count: number): Promise<ThemeProduct[]> {
  const response = await fetch(`${shopUrl}/api/2026-04/graphql.json`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'X-Shopify-Storefront-Access-Token': STOREFRONT_PUBLIC_TOKEN,
    },
    body: JSON.stringify({
      query: `{ products(first: ${count}) { nodes { id handle title availableForSale
        featuredImage { url } priceRange { minVariantPrice { amount } } } } }`,
    }),
  })
  const { nodes } = answerSchema.parse(await response.json()).data.products
  return nodes.map(({ id, handle, title, availableForSale, featuredImage, priceRange }) => ({
    id: Number(id.split('/').at(-1)),
    handle,
    title,
    url: `/products/${handle}`,
    price: Math.round(Number(priceRange.minVariantPrice.amount) * 100),
    available: availableForSale,
    featured_image: featuredImage && { src: featuredImage.url },
  }))
}

const localeSchema = z.record(z.string(), z.record(z.string(), z.string()))

/** Liquid as Shopify has it, with the extension's snippets and locale. */
export function shopifyLiquid(): Liquid {
  const engine = new Liquid({ root: join(EXTENSION, 'snippets'), extname: '.liquid' })
  const locale = localeSchema.parse(
    JSON.parse(readFileSync(join(EXTENSION, 'locales/en.default.json'), 'utf8')),
  )
  engine.registerFilter('t', (key: string) => {
    const [group = '', name = ''] = key.split('.')
    return locale[group]?.[name] ?? `translation missing: ${key}`
  })
  engine.registerFilter('money', (pence: number) => `£${(pence / 100).toFixed(2)}`)
  engine.registerFilter('image_url', (image: { src: string }, [, width]: [string, number]) => {
    const url = new URL(image.src)
    url.searchParams.set('width', String(width))
    return url.href
  })
  engine.registerFilter('image_tag', (url: string, ...attributes: [string, string][]) => {
    const named = attributes
      .filter(([name]) => name !== 'widths')
      .map(([name, value]) => `${name}="${value.replaceAll('"', '&quot;')}"`)
    return `<img src="${url}" ${named.join(' ')}>`
  })
  engine.registerTag('schema', {
    parse(_tag: TagToken, rest: TopLevelToken[]) {
      // Settings are Shopify's to read; a page shows nothing of them.
      while (rest.length > 0) if (rest.shift()?.getText() === '{% endschema %}') return
      throw new Error('{% schema %} is not closed')
    },
    render: () => '',
  })
  return engine
}

const schemaSchema = z.object({
  name: z.string(),
  target: z.literal('section'),
  javascript: z.string(),
  stylesheet: z.string(),
  settings: z.array(z.object({ id: z.string(), type: z.string(), default: z.unknown().optional() })),
})

/** The settings of a block, read from its file as Shopify reads them. */
export function blockSchema(block: string): z.output<typeof schemaSchema> {
  const [, json = ''] = /\{% schema %\}(.*)\{% endschema %\}/s.exec(block) ?? []
  return schemaSchema.parse(JSON.parse(json))
}
