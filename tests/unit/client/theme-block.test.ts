/**
 * What the theme's block tells of a visitor, without a browser: the script run with the little of one that it asks for.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'

const SCRIPT = join(import.meta.dirname, '../../../theme-extension/assets/recommendations.js')

interface Shelf {
  dataset: Record<string, string>
  items: string[]
  recommended(): Promise<unknown[]>
}

/** The id that a shelf sends, and what the browser keeps of an earlier visit's afterwards. */
async function askWith(shop: object | undefined) {
  const kept = new Map([['aisle-visitor', 'from-before']])
  const asked: URL[] = []
  const shelves: (new () => Shelf)[] = []
  runInNewContext(readFileSync(SCRIPT, 'utf8'), {
    ...{ AbortSignal, URLSearchParams, crypto, setTimeout },
    window: { Shopify: shop },
    HTMLElement: Object,
    customElements: { define: (_: string, shelf: new () => Shelf) => shelves.push(shelf) },
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
    fetch: async (url: string) => {
      asked.push(new URL(url, 'https://shop.example'))
      return { ok: false }
    },
  })
  const shelf = shelves.map((Shelf) => new Shelf())[0]
  if (shelf === undefined) throw new Error('The script defines no element.')
  Object.assign(shelf, {
    dataset: { url: '/apps/aisle/recommendations', slot: 'cart', length: '4' },
    items: [],
  })
  await shelf.recommended()
  return { sent: asked[0]?.searchParams.get('visitorId'), kept: kept.get('aisle-visitor') }
}

const privacy = (allowed: boolean) => ({
  preferencesProcessingAllowed: () => allowed,
  analyticsProcessingAllowed: () => allowed,
})

it('sends the id of who consents, and forgets it of who refuses', async () => {
  const known = { sent: 'from-before', kept: 'from-before' }
  expect(await askWith({ customerPrivacy: privacy(true) })).toEqual(known)
  expect(await askWith({ customerPrivacy: privacy(false) })).toEqual({ sent: null, kept: undefined })
})

it("asks for Shopify's privacy API where nobody has", async () => {
  const features: unknown[] = []
  const shop: { customerPrivacy?: object; loadFeatures: (wanted: unknown[], done: () => void) => void } = {
    loadFeatures(wanted: unknown[], done: () => void) {
      features.push(...wanted)
      shop.customerPrivacy = privacy(true)
      done()
    },
  }
  expect(await askWith(shop)).toEqual({ sent: 'from-before', kept: 'from-before' })
  expect(features).toEqual([{ name: 'consent-tracking-api', version: '0.1' }])
})

it('neither sends nor deletes the id while nobody can say whether the visitor consents', async () => {
  expect(await askWith(undefined)).toEqual({ sent: null, kept: 'from-before' })
})
