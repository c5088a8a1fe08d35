/**
 * @module Shelves as Liquid, which Shopify renders with the shop's own products, prices and currency before a shopper sees them.
 */
import type { Digest } from '../contract/ids.ts'
import type { ThemeShelf } from '../contract/theme.ts'
import type { Arm } from '../contract/visitor.ts'

export interface LiquidShelf extends Pick<ThemeShelf, 'slot' | 'layout' | 'length'> {
  /** Undefined where the page has a heading of its own. */
  title?: string
  /** Handles, best first. */
  handles: readonly string[]
}

/** Liquid looks up no more products than this by `all_products` on one page. */
export const MOST_PRODUCTS = 20

/** `{% layout none %}`: without the theme around it, for a script to put into the page. */
export function liquidOf(
  { release, arm }: { release: Digest; arm: Arm },
  shelves: readonly LiquidShelf[],
): string {
  let left = MOST_PRODUCTS
  const sections = shelves.map((shelf) => {
    const handles = shelf.handles.filter(isPlain).slice(0, left)
    left -= handles.length
    return sectionOf(release, arm, { ...shelf, handles })
  })
  return `{% layout none %}${sections.join('')}`
}

/** Handles hold no quotes and no braces; one that does would end the string it stands in. */
const isPlain = (handle: string): boolean => /^[^\s'"{}%<>&\\]+$/.test(handle)

function sectionOf(release: Digest, arm: Arm, { slot, layout, length, title, handles }: LiquidShelf): string {
  const heading = title === undefined ? '' : `<h2 class="aisle-shelf__heading">${escapeText(title)}</h2>`
  const about = `data-aisle-slot="${slot}" data-aisle-release="${release}" data-aisle-arm="${arm}"`
  // Products sold out since the model was trained are skipped, and those to spare take their places.
  return `<section class="aisle-shelf aisle-shelf--${layout}" ${about}>${heading}
{%- assign aisle_left = ${length} -%}
<ul class="aisle-shelf__list" role="list">
${handles.map(cardOf).join('')}</ul></section>
`
}

/** As the theme extension's snippet shows a product; the Liquid of a proxy can't render snippets of an extension. */
const cardOf = (handle: string): string => `{%- assign aisle_product = all_products['${handle}'] -%}
{%- if aisle_left > 0 and aisle_product.available -%}{%- assign aisle_left = aisle_left | minus: 1 -%}
<li class="aisle-card" data-product-id="{{ aisle_product.id }}"><a class="aisle-card__link" href="{{ aisle_product.url }}">
<span class="aisle-card__frame">{%- if aisle_product.featured_image -%}
{{ aisle_product.featured_image | image_url: width: 600 | image_tag: loading: 'lazy', alt: '', class: 'aisle-card__image', widths: '200,300,400,600', sizes: '(min-width: 750px) 25vw, 45vw' }}
{%- endif -%}</span>
<span class="aisle-card__title">{{ aisle_product.title | escape }}</span>
<span class="aisle-card__price">{{ aisle_product.price | money }}</span></a></li>
{%- endif -%}
`

/** Text that neither HTML nor Liquid reads anything into. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>"'{}%]/g, (sign) => `&#${sign.charCodeAt(0)};`)
