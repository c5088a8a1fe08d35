/**
 * @module The top of every page: the shop's name, its menu, search, account and cart.
 */
import { useState } from 'react'
import { Link, NavLink } from 'react-router'
import { CartCount } from '~/components/cart/CartCount.tsx'
import { Icon } from '~/components/ui/Icon.tsx'
import { Wordmark } from '~/components/ui/Wordmark.tsx'
import type { CartPromise } from '~/lib/cart.ts'
import type { MenuLink } from '~/lib/menu.ts'
import type { Shop } from '~/lib/shop-query.ts'
import { AsideTrigger } from './Aside.tsx'

interface HeaderProps {
  shop: Shop
  cart: CartPromise
  accounts: boolean
}

export function Header({ shop, cart, accounts }: HeaderProps) {
  return (
    <header className="header">
      <div className="header__bar">
        <Link className="header__home" to="/" prefetch="intent">
          <Wordmark name={shop.name} />
        </Link>
        <MainNav menu={shop.menu} />
        <div className="header__tools">
          <AsideTrigger name="search" fallback="/search" className="icon-button">
            <Icon name="search" />
            <span className="visually-hidden">Search</span>
          </AsideTrigger>
          {accounts && (
            <Link className="icon-button" to="/account">
              <Icon name="person" />
              <span className="visually-hidden">Account</span>
            </Link>
          )}
          <AsideTrigger name="cart" fallback="/cart" className="icon-button">
            <Icon name="bag" />
            <span className="visually-hidden">Cart</span>
            <CartCount cart={cart} />
          </AsideTrigger>
        </div>
      </div>
    </header>
  )
}

/** The menu of a desk. Escape shuts its panels until the pointer or the focus leaves: what opens by hover must. */
function MainNav({ menu }: { menu: MenuLink[] }) {
  const [dismissed, setDismissed] = useState(false)
  const reset = () => setDismissed(false)
  return (
    <nav className="header__nav" aria-label="Main">
      <ul
        className="nav-list"
        data-dismissed={dismissed || undefined}
        onKeyDown={(event) => event.key === 'Escape' && setDismissed(true)}
        onPointerLeave={reset}
        onBlur={reset}
        onClick={() => setDismissed(true)}
      >
        {menu.map((link) => (
          <NavEntry key={link.id} link={link} />
        ))}
      </ul>
    </nav>
  )
}

/** An entry of the menu; its sub-entries open on hover and as soon as the focus is inside. */
function NavEntry({ link }: { link: MenuLink }) {
  return (
    <li className="nav-list__entry">
      <NavLink className="nav-list__link" to={link.to} prefetch="intent">
        {link.title}
      </NavLink>
      {link.items.length > 0 && (
        <ul className="nav-list__panel">
          {link.items.map((item) => (
            <li key={item.id}>
              <NavLink className="nav-list__sublink" to={item.to} prefetch="intent">
                {item.title}
              </NavLink>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
