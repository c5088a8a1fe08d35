/**
 * @module The document and what every page has in common: shop, menus, cart, analytics.
 */

import figtree from '@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2?url'
import fraunces from '@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2?url'
import { Analytics, getShopAnalytics, useNonce } from '@shopify/hydrogen'
import type { ReactNode } from 'react'
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunction,
  useRouteLoaderData,
} from 'react-router'
import { ErrorPage, isMissing } from '~/components/layout/ErrorPage.tsx'
import { PageLayout } from '~/components/layout/PageLayout.tsx'
import { useWholePage } from '~/components/ui/use-whole-page.ts'
import { BUILD_ID } from '~/lib/build-id.ts'
import { hasCustomerAccounts, storeHost } from '~/lib/env.ts'
import { localeOf } from '~/lib/locale.ts'
import { readCart } from '~/lib/read-cart.ts'
import { loadShop } from '~/lib/shop-query.ts'
import { useLocale } from '~/lib/use-shop.ts'
import { ConsentKeeper, hasConsent, PreviewNote, readPreview, settleCart } from '~/recommendations/index.ts'
import styles from '~/styles/index.css?url'
import type { Route } from './+types/root'

export type RootLoader = typeof loader

export const links: Route.LinksFunction = () => [
  { rel: 'preload', as: 'font', type: 'font/woff2', href: fraunces, crossOrigin: 'anonymous' },
  { rel: 'preload', as: 'font', type: 'font/woff2', href: figtree, crossOrigin: 'anonymous' },
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', type: 'image/svg+xml', href: '/favicon.svg' },
]

/** A page that failed has no title of its own. */
export const meta: Route.MetaFunction = ({ error }) =>
  error === undefined
    ? []
    : [
        { title: isMissing(error) ? 'Page not found' : 'Something went wrong' },
        { name: 'robots', content: 'noindex' },
      ]

/** Menus and shop stay while a shopper browses; a changed cart has to be read anew, one that did not change has not. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formMethod,
  actionStatus,
  currentUrl,
  nextUrl,
}) => {
  if (actionStatus !== undefined && actionStatus >= 400) return false
  return (formMethod !== undefined && formMethod !== 'GET') || currentUrl.href === nextUrl.href
}

export async function loader({ context, request }: Route.LoaderArgs) {
  return {
    ...loadDeferredData(context),
    ...(await loadCriticalData(context, request)),
    origin: new URL(request.url).origin,
  }
}

async function loadCriticalData(context: Route.LoaderArgs['context'], request: Request) {
  const { storefront, env, session } = context
  const [shop] = await Promise.all([loadShop(storefront, env), settleCart(context, request)])
  return {
    shop,
    consented: hasConsent(session),
    preview: readPreview(session)?.release ?? null,
    locale: localeOf(storefront.i18n),
    accounts: hasCustomerAccounts(env),
    consent: {
      checkoutDomain: env.PUBLIC_CHECKOUT_DOMAIN || storeHost(env),
      storefrontAccessToken: env.PUBLIC_STOREFRONT_API_TOKEN,
      withPrivacyBanner: true,
      country: storefront.i18n.country,
      language: storefront.i18n.language,
    },
  }
}

function loadDeferredData({ storefront, cart, env }: Route.LoaderArgs['context']) {
  return {
    // A page without its cart is better than no page; the cart's own page reports the fault.
    cart: readCart(cart).catch((error: unknown) => {
      console.error(error)
      return null
    }),
    analytics: getShopAnalytics({ storefront, publicStorefrontId: env.PUBLIC_STOREFRONT_ID }).catch(
      () => null,
    ),
  }
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  return (
    <html lang={useLocale()}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#F6F0E6" />
        <meta name="color-scheme" content="light" />
        <meta name="storefront-build" content={BUILD_ID} />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App({ loaderData }: Route.ComponentProps) {
  const { cart, analytics, consent, consented, preview, shop, accounts } = loaderData
  const wholePage = useWholePage()
  return (
    <Analytics.Provider cart={cart} shop={wholePage ? analytics : null} consent={consent}>
      <ConsentKeeper kept={consented} />
      {preview !== null && <PreviewNote release={preview} />}
      <PageLayout shop={shop} cart={cart} accounts={accounts}>
        <Outlet />
      </PageLayout>
    </Analytics.Provider>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const data = useRouteLoaderData<RootLoader>('root')
  if (data === undefined) {
    return (
      <main>
        <ErrorPage error={error} />
      </main>
    )
  }
  return (
    <PageLayout shop={data.shop} cart={data.cart} accounts={data.accounts}>
      <ErrorPage error={error} />
    </PageLayout>
  )
}
