/**
 * @module One policy of the shop.
 */
import { data } from 'react-router'
import { Breadcrumbs } from '~/components/ui/Breadcrumbs.tsx'
import { RichText } from '~/components/ui/RichText.tsx'
import { loadPolicies } from '~/lib/policies.ts'
import { pageMeta } from '~/lib/seo.ts'
import type { Route } from './+types/policies.$handle'

export const meta: Route.MetaFunction = ({ loaderData, matches }) =>
  loaderData
    ? pageMeta(matches[0].loaderData, {
        path: `/policies/${loaderData.policy.handle}`,
        title: loaderData.policy.title,
      })
    : []

export async function loader({ context, params }: Route.LoaderArgs) {
  const policies = await loadPolicies(context.storefront)
  const policy = policies.find(({ handle }) => handle === params.handle)
  if (policy === undefined) throw data(null, { status: 404 })
  return { policy }
}

export default function PolicyPage({ loaderData: { policy } }: Route.ComponentProps) {
  return (
    <div className="page page--narrow">
      <Breadcrumbs trail={[{ title: 'Policies', to: '/policies' }]} here={policy.title} />
      <h1 className="page__title">{policy.title}</h1>
      <RichText html={policy.body} />
    </div>
  )
}
