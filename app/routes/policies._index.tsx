/**
 * @module The shop's policies.
 */
import { Link } from 'react-router'
import { Notice } from '~/components/ui/Notice.tsx'
import { loadPolicies } from '~/lib/policies.ts'
import { pageMeta } from '~/lib/seo.ts'
import type { Route } from './+types/policies._index'

export const meta: Route.MetaFunction = ({ matches }) =>
  pageMeta(matches[0].loaderData, { path: '/policies', title: 'Policies' })

export async function loader({ context }: Route.LoaderArgs) {
  const policies = await loadPolicies(context.storefront)
  return { policies: policies.map(({ handle, title }) => ({ handle, title })) }
}

export default function PoliciesPage({ loaderData: { policies } }: Route.ComponentProps) {
  return (
    <div className="page page--narrow">
      <h1 className="page__title">Policies</h1>
      {policies.length === 0 ? (
        <Notice title="No policies yet" />
      ) : (
        <ul className="index-list">
          {policies.map(({ handle, title }) => (
            <li key={handle}>
              <Link to={`/policies/${handle}`}>{title}</Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
