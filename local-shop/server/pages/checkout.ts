/**
 * @module GET /checkout/<token>?key=<secret>: where a cart's checkoutUrl leads. It sells nothing and says so; its button
 * ends the cart as a completed checkout of Shopify's does.
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

/** @param backTo the page the shopper came from, where the link after it leads */
function completeForm({ token, secret }: CartRecord, backTo: string | undefined): string {
  const query = new URLSearchParams({ key: secret, from: backTo ?? '' })
  return `<form method="post" action="/checkout/${token}/complete?${escapeHtml(query.toString())}">
<button class="button">Act as if it were paid</button></form>`
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
${discount}${lines}${price.lines.length === 0 ? '' : completeForm(cart, referer)}${backLink(referer)}`,
  )
}

/** @param from the storefront's page that led to the checkout */
export function completedPage(from: string): string {
  const back = wayBack(from)
  const href = back === null ? null : new URL('/', back).href
  return page(
    'As if it were paid',
    `<h1>As if it were paid</h1>
<p>Nothing was ordered, nothing was charged. The cart is gone, as it is after a real checkout.</p>${
      href === null ? '' : `<a class="button" href="${escapeHtml(href)}">Continue shopping</a>`
    }`,
  )
}

export function checkoutMissingPage(referer: string | undefined): string {
  return page(
    'Cart not found',
    `<h1>This cart is not here</h1>
<p>The local shop keeps carts in memory: they end when it stops. Put something into a new one.</p>${backLink(referer)}`,
  )
}
