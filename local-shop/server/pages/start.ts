/**
 * @module GET /: what this address is, for whoever opens it in a browser.
 */
import { escapeHtml } from '../../api/store/escape-html.ts'
import type { Store } from '../../api/store/records.ts'
import { DISCOUNTS, GIFT_CARDS } from '../../api/storefront/cart/prices.ts'
import { ADMIN_TOKEN, STOREFRONT_PRIVATE_TOKEN, STOREFRONT_PUBLIC_TOKEN } from '../tokens.ts'
import { page } from './layout.ts'

const codes = (known: ReadonlyMap<string, unknown>): string =>
  [...known.keys()].map((code) => `<code>${escapeHtml(code)}</code>`).join(', ')

export function startPage(store: Store): string {
  const name = escapeHtml(store.shop.name)
  return page(
    `${store.shop.name}: the local shop`,
    `<h1>${name}, the local shop</h1>
<p>A Shopify to develop against: ${store.products.length} products in ${store.collections.length} collections, served by
the Storefront and Admin APIs on Shopify’s own schemas. Shoppers don’t come here; the storefront does.</p>
<h2>Storefront API</h2>
<p><code>POST /api/2026-04/graphql.json</code></p>
<dl>
<dt>X-Shopify-Storefront-Access-Token</dt><dd><code>${STOREFRONT_PUBLIC_TOKEN}</code></dd>
<dt>Shopify-Storefront-Private-Token</dt><dd><code>${STOREFRONT_PRIVATE_TOKEN}</code></dd>
</dl>
<h2>Admin API</h2>
<p><code>POST /admin/api/2026-04/graphql.json</code></p>
<dl><dt>X-Shopify-Access-Token</dt><dd><code>${ADMIN_TOKEN}</code></dd></dl>
<h2>To try in the cart</h2>
<p>Discount code ${codes(DISCOUNTS)}, gift card ${codes(GIFT_CARDS)}.</p>`,
  )
}
