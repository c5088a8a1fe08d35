/**
 * @module One of the merchant's own pages: about, contact and the like.
 */
import { RichText } from '~/components/ui/RichText.tsx'
import { rootField } from '~/lib/root-field.ts'
import { pageMeta } from '~/lib/seo.ts'
import type { Route } from './+types/pages.$handle'

export const meta: Route.MetaFunction = ({ loaderData, matches }) => {
  if (loaderData === undefined) return []
  const { handle, title, bodySummary, seo } = loaderData.page
  return pageMeta(matches[0].loaderData, {
    path: `/pages/${handle}`,
    title: seo?.title || title,
    description: seo?.description || bodySummary,
  })
}

export async function loader({ context: { storefront }, params }: Route.LoaderArgs) {
  const answer = await storefront.query(PAGE_QUERY, {
    variables: { handle: params.handle },
    cache: storefront.CacheLong(),
  })
  return { page: rootField(answer, 'page') }
}

export default function ShopPage({ loaderData: { page } }: Route.ComponentProps) {
  return (
    <div className="page page--narrow">
      <h1 className="page__title">{page.title}</h1>
      <RichText html={page.body} />
    </div>
  )
}

const PAGE_QUERY = `#graphql
  query Page($handle: String!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    page(handle: $handle) {
      handle
      title
      body
      bodySummary
      seo {
        title
        description
      }
    }
  }
` as const
