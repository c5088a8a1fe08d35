/**
 * @module The demo catalog is whole, consistent, and the same every time.
 */
import { describe, expect, it } from 'vitest'
import { buildCatalog } from '../../../local-shop/catalog/index.ts'
import type { MenuItem, Product } from '../../../local-shop/catalog/types.ts'

const catalog = buildCatalog()
const { products, collections, kinds } = catalog
const variants = products.flatMap((product) => product.variants)
const handles = new Set(products.map((product) => product.handle))

const soldOut = (product: Product) => product.variants.every((variant) => variant.quantityAvailable === 0)
const share = (holds: (product: Product) => boolean) => products.filter(holds).length / products.length

function repeated<T>(values: T[]): T[] {
  return values.filter((value, i) => values.indexOf(value) !== i)
}

describe('catalog', () => {
  it('is built the same every time', () => {
    expect(JSON.stringify(buildCatalog())).toBe(JSON.stringify(catalog))
  })

  it('holds at least 320 products in at least 14 collections', () => {
    expect(products.length).toBeGreaterThanOrEqual(320)
    expect(collections.length).toBeGreaterThanOrEqual(14)
  })

  it('repeats no id, handle, SKU, title or description', () => {
    expect(repeated(products.map(({ id }) => id))).toEqual([])
    expect(repeated(products.map(({ handle }) => handle))).toEqual([])
    expect(repeated(products.map(({ title }) => title))).toEqual([])
    expect(repeated(products.map(({ description }) => description))).toEqual([])
    expect(repeated(variants.map(({ id }) => id))).toEqual([])
    expect(repeated(variants.map(({ sku }) => sku))).toEqual([])
    expect(repeated(collections.map(({ id }) => id))).toEqual([])
  })

  it('gives every product a 13-digit id and every variant a 14-digit one', () => {
    expect(products.filter(({ id }) => !/^\d{13}$/.test(String(id)))).toEqual([])
    expect(variants.filter(({ id }) => !/^\d{14}$/.test(String(id)))).toEqual([])
  })

  it('follows one SKU scheme', () => {
    expect(
      variants.map(({ sku }) => sku).filter((sku) => !/^[A-Z]{3}-\d{3}(-[A-Z0-9]+)*$/.test(sku)),
    ).toEqual([])
  })

  it('fills every collection with products that exist, each once', () => {
    for (const { handle, productHandles } of collections) {
      expect(productHandles.length, handle).toBeGreaterThan(0)
      expect(repeated(productHandles), handle).toEqual([])
      expect(
        productHandles.filter((product) => !handles.has(product)),
        handle,
      ).toEqual([])
    }
  })

  it('puts every product into a collection besides the passing ones', () => {
    const passing = ['new-arrivals', 'bestsellers', 'sale', 'gifts', 'gifts-under-25']
    const shelved = new Set(
      collections
        .filter(({ handle }) => !passing.includes(handle))
        .flatMap(({ productHandles }) => productHandles),
    )
    expect(products.filter(({ handle }) => !shelved.has(handle)).map(({ handle }) => handle)).toEqual([])
  })

  it('has some products sold out, some reduced, some variants of others sold out', () => {
    expect(share(soldOut)).toBeGreaterThan(0.04)
    expect(share(soldOut)).toBeLessThan(0.06)
    expect(
      share((product) => product.variants.some(({ compareAtPrice }) => compareAtPrice !== null)),
    ).toBeCloseTo(0.12, 1)
    expect(
      products.filter(
        (product) => !soldOut(product) && product.variants.some((one) => one.quantityAvailable === 0),
      ).length,
    ).toBeGreaterThan(3)
  })

  it('asks whole or half dollars, and more than that before a reduction', () => {
    expect(variants.filter(({ price }) => price <= 0 || price % 50 !== 0)).toEqual([])
    expect(
      variants.filter(({ price, compareAtPrice }) => compareAtPrice !== null && compareAtPrice <= price),
    ).toEqual([])
  })

  it('had about three quarters of its products before the simulated year, the rest by 20 October 2026', () => {
    expect(share(({ publishedAt }) => publishedAt < '2025-11-01')).toBeCloseTo(0.75, 1)
    expect(
      products
        .map(({ publishedAt }) => publishedAt)
        .sort()
        .at(-1),
    ).toMatch(/^2026-10-20T/)
    expect(products.filter(({ publishedAt }) => new Date(publishedAt).toISOString() !== publishedAt)).toEqual(
      [],
    )
  })

  it('writes plain text of one to three paragraphs', () => {
    for (const { handle, description } of products) {
      expect(description, handle).not.toMatch(/[<>]|&[a-z]+;/)
      expect(description.split('\n\n').length, handle).toBeLessThanOrEqual(3)
      expect(description.length, handle).toBeGreaterThan(60)
    }
  })
})

describe('variants', () => {
  it('are every combination of the options, once', () => {
    for (const { handle, options, variants: own } of products) {
      const combinations = options.reduce((many, option) => many * option.values.length, 1)
      expect(own.length, handle).toBe(combinations)
      expect(repeated(own.map(({ title }) => title)), handle).toEqual([])
      for (const { selectedOptions, title } of own) {
        expect(
          selectedOptions.map(({ name }) => name),
          handle,
        ).toEqual(options.map(({ name }) => name))
        expect(selectedOptions.map(({ value }) => value).join(' / '), handle).toBe(title)
        for (const [i, { value }] of selectedOptions.entries()) {
          expect(
            options[i]?.values.map(({ name }) => name),
            handle,
          ).toContain(value)
        }
      }
    }
  })

  it('show one of their product’s images and weigh something', () => {
    for (const { handle, images, variants: own } of products) {
      const paths = images.map(({ path }) => path)
      for (const { image, weightGrams } of own) {
        expect(paths, handle).toContain(image.path)
        expect(weightGrams, handle).toBeGreaterThan(0)
      }
    }
  })

  it('differ in picture where they differ in color', () => {
    for (const { handle, variants: own } of products) {
      const byColor = new Map(
        own.flatMap(({ selectedOptions, image }) =>
          selectedOptions
            .filter(({ name }) => name === 'Color')
            .map(({ value }) => [value, image.path] as const),
        ),
      )
      expect(new Set(byColor.values()).size, handle).toBe(byColor.size)
    }
  })
})

describe('kinds', () => {
  const keys = kinds.map(({ key }) => key)

  it('are all stocked, and stocked are no others', () => {
    expect(repeated(keys)).toEqual([])
    expect([...new Set(products.map(({ kind }) => kind))].sort()).toEqual([...keys].sort())
  })

  it('name kinds as complements, strongest first', () => {
    for (const { key, complements } of kinds) {
      expect(complements.length, key).toBeGreaterThan(0)
      const strengths = complements.map(({ strength }) => strength)
      expect(strengths, key).toEqual([...strengths].sort((a, b) => b - a))
      for (const { kind, strength } of complements) {
        expect(keys, key).toContain(kind)
        expect(kind).not.toBe(key)
        expect(strength > 0 && strength <= 1, key).toBe(true)
      }
    }
  })

  it('sell over twelve months with mean 1', () => {
    for (const { key, season } of kinds) {
      expect(season.length, key).toBe(12)
      expect(season.reduce((sum, month) => sum + month, 0) / 12, key).toBeCloseTo(1, 9)
    }
  })
})

describe('menus and policies', () => {
  const all = (items: MenuItem[]): MenuItem[] => items.flatMap((item) => [item, ...all(item.items)])

  it('lead only to pages that exist', () => {
    const pages = new Set([
      '/collections',
      '/collections/all',
      '/search',
      ...collections.map(({ handle }) => `/collections/${handle}`),
      ...catalog.pages.map(({ handle }) => `/pages/${handle}`),
      ...catalog.policies.map(({ handle }) => `/policies/${handle}`),
    ])
    const paths = all([...catalog.menus.main, ...catalog.menus.footer]).map(({ path }) => path)
    expect(paths.filter((path) => !pages.has(path))).toEqual([])
  })

  it('have six or seven main entries and all four policies', () => {
    expect([6, 7]).toContain(catalog.menus.main.length)
    expect(catalog.policies.map(({ handle }) => handle).sort()).toEqual([
      'privacy-policy',
      'refund-policy',
      'shipping-policy',
      'terms-of-service',
    ])
  })
})
