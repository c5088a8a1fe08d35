/**
 * @module The bottom of every page.
 */
import { Link } from 'react-router'
import { Wordmark } from '~/components/ui/Wordmark.tsx'
import type { MenuLink } from '~/lib/menu.ts'
import type { Shop } from '~/lib/shop-query.ts'

export function Footer({ shop, accounts }: { shop: Shop; accounts: boolean }) {
  return (
    <footer className="footer">
      <div className="footer__inner">
        <div className="footer__brand">
          <p className="footer__sign">
            <Wordmark name={shop.name} />
          </p>
          {shop.description !== '' && <p className="footer__text">{shop.description}</p>}
        </div>
        <FooterNav title="Shop" links={shop.menu} />
        <FooterNav title="Help" links={shop.footer}>
          {accounts && (
            <li>
              <Link to="/account">Your account</Link>
            </li>
          )}
        </FooterNav>
        <p className="footer__legal">
          © {new Date().getFullYear()} {shop.name}
        </p>
      </div>
    </footer>
  )
}

function FooterNav({
  title,
  links,
  children,
}: {
  title: string
  links: MenuLink[]
  children?: React.ReactNode
}) {
  if (links.length === 0) return null
  return (
    <nav className="footer__nav" aria-label={title}>
      <h2 className="footer__title">{title}</h2>
      <ul>
        {links.map((link) => (
          <li key={link.id}>
            <Link to={link.to}>{link.title}</Link>
          </li>
        ))}
        {children}
      </ul>
    </nav>
  )
}
