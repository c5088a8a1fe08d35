/**
 * @module The shop whose catalog a command reads through the Admin API: its address from an option or the environment, the
 * token from the environment alone.
 */
import { z } from 'zod'
import { requestAccessToken } from '../shopify/access-token.ts'
import { connectAdminApi } from '../shopify/admin-api.ts'
import { fetchProductCatalog, type ProductCatalog } from '../shopify/product-catalog.ts'
import { UsageError } from './errors.ts'
import { readEnvironment, secureUrl } from './flags.ts'
import type { Output } from './output.ts'

export const shopUrl = secureUrl('https://my-shop.myshopify.com')
/** What the environment is to hold, for the help of --shop-url. */
export const SHOP_ACCESS =
  'the environment holds a token with the scope read_products (SHOPIFY_ADMIN_TOKEN) or the id and secret of an app that fetch one (SHOPIFY_CLIENT_ID, SHOPIFY_CLIENT_SECRET)'

const environmentSchema = z.object({
  SHOPIFY_SHOP_URL: shopUrl.optional(),
  SHOPIFY_ADMIN_TOKEN: z.string().optional(),
  SHOPIFY_CLIENT_ID: z.string().min(1).optional(),
  SHOPIFY_CLIENT_SECRET: z.string().min(1).optional(),
})

/**
 * How to read the shop's catalog, or null where neither the option nor the environment names a shop.
 * @throws UsageError where the address is there without a token, or a token without the address
 */
export function catalogReader(
  urlFlag: string | undefined,
  output: Output,
): (() => Promise<ProductCatalog>) | null {
  const environment = readEnvironment(environmentSchema)
  const url = urlFlag ?? environment.SHOPIFY_SHOP_URL
  const getToken = tokenSource(environment)
  if (url === undefined && getToken === null) return null
  if (url === undefined || getToken === null) {
    throw new UsageError(
      'The Admin API needs both its address (--shop-url, SHOPIFY_SHOP_URL) and a token (SHOPIFY_ADMIN_TOKEN) or what fetches one (SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET).',
    )
  }
  return async () => {
    const { host } = new URL(url)
    output.line(`Reading the catalog of ${host}`)
    const progress = output.progress(`catalog of ${host}`, 1)
    try {
      const api = connectAdminApi(url, await getToken(url))
      return await fetchProductCatalog(api, (done, total) => progress.update(done / total))
    } finally {
      progress.stop()
    }
  }
}

/** How to come by the Admin API's token: it is there, or the app's id and secret fetch it; null without any of them. */
function tokenSource(
  environment: z.infer<typeof environmentSchema>,
): ((url: string) => Promise<string>) | null {
  const token = environment.SHOPIFY_ADMIN_TOKEN
  if (token !== undefined) return async () => token
  const { SHOPIFY_CLIENT_ID: clientId, SHOPIFY_CLIENT_SECRET: clientSecret } = environment
  if (clientId === undefined || clientSecret === undefined) return null
  return (url) => requestAccessToken(url, { clientId, clientSecret })
}
