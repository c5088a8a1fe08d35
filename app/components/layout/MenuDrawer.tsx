/**
 * @module The menu of a phone, rising from the bottom edge.
 */
import { Link } from 'react-router'
import { Drawer } from '~/components/ui/Drawer.tsx'
import { Icon } from '~/components/ui/Icon.tsx'
import type { MenuLink } from '~/lib/menu.ts'

export function MenuDrawer({ menu, accounts }: { menu: MenuLink[]; accounts: boolean }) {
  return (
    <Drawer name="menu" title="Menu" side="right">
      <nav className="menu" aria-label="Menu">
        <ul className="menu__list">
          {menu.map((link) => (
            <li key={link.id}>
              {link.items.length === 0 ? (
                <Link className="menu__link" to={link.to}>
                  {link.title}
                </Link>
              ) : (
                <MenuGroup link={link} />
              )}
            </li>
          ))}
        </ul>
        <ul className="menu__more">
          <li>
            <Link to="/collections">All collections</Link>
          </li>
          {accounts && (
            <li>
              <Link to="/account">Account</Link>
            </li>
          )}
          <li>
            <Link to="/policies">Policies</Link>
          </li>
        </ul>
      </nav>
    </Drawer>
  )
}

function MenuGroup({ link }: { link: MenuLink }) {
  return (
    <details className="menu__group" name="menu">
      <summary className="menu__link">
        {link.title}
        <Icon name="chevron" />
      </summary>
      <ul className="menu__sublist">
        <li>
          <Link to={link.to}>All of {link.title}</Link>
        </li>
        {link.items.map((item) => (
          <li key={item.id}>
            <Link to={item.to}>{item.title}</Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
