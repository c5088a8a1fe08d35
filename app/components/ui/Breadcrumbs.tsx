/**
 * @module Where this page lies in the shop.
 */
import { Link } from 'react-router'

interface BreadcrumbsProps {
  trail: { title: string; to: string }[]
  here: string
}

export function Breadcrumbs({ trail, here }: BreadcrumbsProps) {
  return (
    <nav className="breadcrumbs" aria-label="Breadcrumbs">
      <ol>
        {trail.map(({ title, to }) => (
          <li key={to}>
            <Link to={to}>{title}</Link>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  )
}
