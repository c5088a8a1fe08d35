/**
 * @module The main menu as a row of links, for pages that would otherwise be a dead end.
 */
import { Link } from 'react-router'
import { useShop } from '~/lib/use-shop.ts'

export function MenuChips() {
  const menu = useShop()?.menu ?? []
  if (menu.length === 0) return null
  return (
    <ul className="chips chips--menu" aria-label="Departments">
      {menu.map(({ id, title, to }) => (
        <li key={id}>
          <Link className="chip" to={to} prefetch="intent">
            {title}
          </Link>
        </li>
      ))}
    </ul>
  )
}
