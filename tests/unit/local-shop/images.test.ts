/**
 * @module Every image of the catalog is drawn, as well-formed SVG, and tells its product from others.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { buildCatalog } from '../../../local-shop/catalog/index.ts'
import { renderImage } from '../../../local-shop/images/index.ts'

const { products, collections } = buildCatalog()
const images = [...products.flatMap((product) => product.images), ...collections.map(({ image }) => image)]

const TAG = /<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*="[^"<>]*")*)\s*(\/?)>/y

/** What is not well-formed in the text, or null: tags nest, attributes are quoted and unique, text is escaped. */
function fault(xml: string): string | null {
  const open: string[] = []
  let at = 0
  while (at < xml.length) {
    if (xml[at] !== '<') {
      const end = xml.indexOf('<', at)
      const text = xml.slice(at, end === -1 ? undefined : end)
      if (/&(?!(amp|lt|gt|quot);)/.test(text)) return `unescaped ampersand in "${text}"`
      if (open.length === 0) return `text outside of the root: "${text}"`
      at += text.length
      continue
    }
    TAG.lastIndex = at
    const match = TAG.exec(xml)
    if (match === null) return `no tag at "${xml.slice(at, at + 60)}"`
    const [whole, closing, name = '', attributes = '', empty] = match
    const names = [...attributes.matchAll(/([a-zA-Z][a-zA-Z0-9:-]*)="/g)].map((found) => found[1])
    if (new Set(names).size !== names.length) return `an attribute twice in ${whole}`
    if (closing === '/') {
      if (open.pop() !== name) return `</${name}> closes nothing`
    } else if (empty !== '/') {
      open.push(name)
    }
    at += whole.length
  }
  return open.length === 0 ? null : `<${open.join('><')}> left open`
}

describe('fault', () => {
  it('finds what is not well-formed', () => {
    expect(fault('<svg><g a="1"><path d="M0 0"/></g><text>a &amp; b</text></svg>')).toBeNull()
    expect(fault('<svg><g></svg>')).toMatch(/closes nothing/)
    expect(fault('<svg><g/>')).toMatch(/left open/)
    expect(fault('<svg><text>a & b</text></svg>')).toMatch(/ampersand/)
    expect(fault('<svg><g a="1" a="2"/></svg>')).toMatch(/twice/)
    expect(fault('<svg><g a=1/></svg>')).toMatch(/no tag/)
  })
})

describe('renderImage', { timeout: 120_000 }, () => {
  const drawn = new Map<string, string | null>()

  beforeAll(() => {
    for (const { path } of images) drawn.set(path, renderImage(path))
  }, 120_000)

  it('draws every image as well-formed SVG of its size, with numbers and references that hold', () => {
    for (const { path, width, height } of images) {
      const svg = drawn.get(path) ?? ''
      expect(fault(svg), path).toBeNull()
      expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" '), path).toBe(true)
      expect(svg.includes(`viewBox="0 0 ${width} ${height}"`), path).toBe(true)
      expect(/NaN|undefined|Infinity/.exec(svg)?.[0], path).toBeUndefined()
      const defined = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]))
      const used = [...svg.matchAll(/url\(#([^)]+)\)/g)].map((found) => found[1])
      expect(
        used.filter((id) => !defined.has(id)),
        path,
      ).toEqual([])
    }
  })

  it('names every file by a flat path below /images/', () => {
    expect(
      images.map(({ path }) => path).filter((path) => !/^\/images\/[a-z0-9-]+\.svg$/.test(path)),
    ).toEqual([])
  })

  it('draws the same picture every time', () => {
    for (const { path } of images.filter((_, i) => i % 40 === 0))
      expect(renderImage(path)).toBe(drawn.get(path))
  })

  it('answers null for a path the catalog does not have', () => {
    expect(renderImage('/images/no-such-thing.svg')).toBeNull()
    expect(renderImage('')).toBeNull()
  })

  it('draws no two products, and no two variants’ looks, alike', () => {
    const seen = new Map<string, string>()
    for (const { path } of images) {
      const svg = drawn.get(path) ?? ''
      expect(seen.get(svg), path).toBeUndefined()
      seen.set(svg, path)
    }
  })

  it('gives every product a front view, a scene and a close-up, with words for who cannot see them', () => {
    for (const { handle, images: own } of products) {
      expect(own.length, handle).toBeGreaterThanOrEqual(3)
      expect(new Set(own.map(({ alt }) => alt)).size, handle).toBe(own.length)
    }
  })

  it('sets a name on packaging as text', () => {
    const bag = products.find(({ kind }) => kind === 'coffee-beans')
    expect(renderImage(bag?.images[0]?.path ?? '')).toContain('>Huila<')
  })
})
