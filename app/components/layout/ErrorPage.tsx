/**
 * @module What a shopper sees where a page is missing or broken: plain words, and somewhere to go.
 */
import { isRouteErrorResponse, Link } from 'react-router'
import { Notice } from '~/components/ui/Notice.tsx'
import { MenuChips } from './MenuChips.tsx'

/** Whether the error says that there is no such page. */
export const isMissing = (error: unknown): boolean => isRouteErrorResponse(error) && error.status === 404

export function ErrorPage({ error }: { error: unknown }) {
  return <div className="page">{isMissing(error) ? <Missing /> : <Broken />}</div>
}

function Missing() {
  return (
    <Notice as="h1" title="This page has left the shop">
      <p>It may have been renamed, or sold out for good. These are still here:</p>
      <MenuChips />
      <ul className="notice__links">
        <li>
          <Link className="button button--solid" to="/collections">
            All collections
          </Link>
        </li>
        <li>
          <Link className="button button--outline" to="/search">
            Search the shop
          </Link>
        </li>
        <li>
          <Link className="button button--outline" to="/">
            Home
          </Link>
        </li>
      </ul>
    </Notice>
  )
}

function Broken() {
  return (
    <Notice as="h1" title="That did not work">
      <p>The shop could not show this page. Your cart is safe. Please try again in a moment.</p>
      <ul className="notice__links">
        <li>
          {/* A full load on purpose: whatever broke in this page is gone after it. */}
          <Link className="button button--solid" to="." reloadDocument>
            Try again
          </Link>
        </li>
        <li>
          <Link className="button button--outline" to="/" reloadDocument>
            Home
          </Link>
        </li>
      </ul>
    </Notice>
  )
}
