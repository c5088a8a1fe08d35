/**
 * @module The frame around every page: header, drawers, footer, and on phones the dock under the thumb.
 */
import type { ReactNode } from 'react'
import { CartDrawer } from '~/components/cart/CartDrawer.tsx'
import { SearchDrawer } from '~/components/search/SearchDrawer.tsx'
import type { CartPromise } from '~/lib/cart.ts'
import type { Shop } from '~/lib/shop-query.ts'
import { Announcer } from './Announcer.tsx'
import { AsideProvider } from './Aside.tsx'
import { Dock } from './Dock.tsx'
import { Footer } from './Footer.tsx'
import { Header } from './Header.tsx'
import { MenuDrawer } from './MenuDrawer.tsx'

interface PageLayoutProps {
  shop: Shop
  cart: CartPromise
  /** The shop lets customers log in. */
  accounts: boolean
  children: ReactNode
}

export function PageLayout({ shop, cart, accounts, children }: PageLayoutProps) {
  return (
    <Announcer>
      <AsideProvider>
        <a className="skip-link" href="#main">
          Skip to content
        </a>
        <Header shop={shop} cart={cart} accounts={accounts} />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <Footer shop={shop} accounts={accounts} />
        <Dock cart={cart} />
        <CartDrawer cart={cart} />
        <MenuDrawer menu={shop.menu} accounts={accounts} />
        <SearchDrawer />
      </AsideProvider>
    </Announcer>
  )
}
