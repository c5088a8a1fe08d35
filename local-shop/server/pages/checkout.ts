/**
 * @module GET /checkout/<token>?key=<secret>: where a cart's checkoutUrl leads. It sells nothing and says so.
 */

import { escapeHtml } from '../../api/store/escape-html.ts'
import { type LinePrice, priceCart } from '../../api/storefront/cart/prices.ts'
import type { CartRecord } from '../../api/storefront/cart/records.ts'
import type { Cents } from '../../catalog/types.ts'
import { page } from './layout.ts'

/** The storefront's cart, by the page the shopper came from; null where the browser did not say. */
function wayBack(referer: string | undefined): string | null {
  const from = URL.parse(referer ?? '')
  return from !== null && /^https?:$/.test(from.protocol) ? `${from.origin}/cart` : null
}

function backLink(referer: string | undefined): string {
  const href = wayBack(referer)
  return href === null
    ? '<p>Your browser’s back button takes you to the storefront.</p>'
    : `<a class="button" href="${escapeHtml(href)}">Back to the cart</a>`
}

export function checkoutPage(cart: CartRecord, currency: string, referer: string | undefined): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency })
  const show = (cents: Cents): string => escapeHtml(format.format(cents / 100))
  const price = priceCart(cart)
  const row = ({ line, total }: LinePrice): string => {
    const { variant, product } = line.variant
    const option = variant.title === 'Default Title' ? '' : `<small>${escapeHtml(variant.title)}</small>`
    return `<tr><td>${line.quantity} × ${escapeHtml(product.product.title)}${option}</td><td>${show(total)}</td></tr>`
  }
  const discount =
    price.discount === null
      ? ''
      : `<p>The code ${escapeHtml(price.discount.code)} is taken off each line.</p>`
  const giftCards = price.giftCards
    .map(({ code, used }) => `<tr><td>Gift card ${escapeHtml(code)}</td><td>−${show(used)}</td></tr>`)
    .join('')
  const lines =
    price.lines.length === 0
      ? '<p>The cart is empty.</p>'
      : `<table>
<thead><tr><th scope="col">In the cart</th><th scope="col">Price</th></tr></thead>
<tbody>${price.lines.map(row).join('')}${giftCards}</tbody>
<tfoot><tr><td>To pay, before shipping and taxes</td><td>${show(price.charge)}</td></tr></tfoot>
</table>`
  return page(
    'No checkout here',
    `<h1>This is the local shop, no checkout here</h1>
<p>On a real shop, Shopify’s checkout would open now. Nothing was ordered, nothing was charged.</p>
${discount}${lines}${backLink(referer)}`,
  )
}

export function checkoutMissingPage(referer: string | undefined): string {
  return page(
    'Cart not found',
    `<h1>This cart is not here</h1>
<p>The local shop keeps carts in memory: they end when it stops. Put something into a new one.</p>${backLink(referer)}`,
  )
}
