/**
 * @module The shop's front: what it stands for, where to begin, what is new, and what this shopper may like.
 */

import { Link } from 'react-router'
import { CollectionTile } from '~/components/collection/CollectionTile.tsx'
import { Feature } from '~/components/home/Feature.tsx'
import { Hero } from '~/components/home/Hero.tsx'
import { NewArrivals } from '~/components/home/NewArrivals.tsx'
import { featuredCollections } from '~/lib/featured.ts'
import { COLLECTION_TILE_FRAGMENT, PRODUCT_CARD_FRAGMENT } from '~/lib/fragments.ts'
import { rootField } from '~/lib/root-field.ts'
import { pageMeta } from '~/lib/seo.ts'
import { loadPage, productsInCart, RecommendationShelves, viewedProducts } from '~/recommendations/index.ts'
import type { Route } from './+types/_index'

/** Full rows of two and of three. */
const TILES = 6
/** One for the hero, the tiles, one told at length. */
const COLLECTIONS = TILES + 2

export const meta: Route.MetaFunction = ({ matches }) => {
  const root = matches[0].loaderData
  return pageMeta(root, {
    path: '/',
    ...(root && {
      jsonLd: {
        '@context': 'https://schema.org',
        '@type': 'Organization',
        name: root.shop.name,
        url: root.origin,
      },
    }),
  })
}

export async function loader(args: Route.LoaderArgs) {
  return { ...loadDeferredData(args), ...(await loadCriticalData(args)) }
}

async function loadCriticalData({ context: { storefront } }: Route.LoaderArgs) {
  const home = await storefront.query(HOME_QUERY, { cache: storefront.CacheShort() })
  const arrivals = rootField(home, 'arrivals').nodes
  return { collections: featuredCollections(home).slice(0, COLLECTIONS), arrivals }
}

function loadDeferredData({ context, request }: Route.LoaderArgs) {
  return {
    shelves: loadPage({
      context,
      page: 'home',
      // What was looked at already says what the shopper likes, and is no news to them.
      exclude: viewedProducts(context.session),
      inCart: productsInCart(context, request),
    }),
  }
}

export default function HomePage({ loaderData, matches }: Route.ComponentProps) {
  const { collections, arrivals, shelves } = loaderData
  const { shop } = matches[0].loaderData
  const [first, ...rest] = collections
  const tiles = rest.slice(0, TILES)
  const feature = rest[TILES]
  return (
    <>
      <Hero name={shop.name} slogan={shop.slogan} text={shop.description} collection={first ?? null} />
      {tiles.length > 0 && (
        <section className="page section" aria-labelledby="collections-title">
          <div className="section__head">
            <h2 className="section__title" id="collections-title">
              Where to begin
            </h2>
            <Link className="arrow-link" to="/collections">
              All collections
            </Link>
          </div>
          <ul className="tiles tiles--compact">
            {tiles.map((collection) => (
              <li key={collection.id}>
                <CollectionTile collection={collection} as="h3" />
              </li>
            ))}
          </ul>
        </section>
      )}
      <RecommendationShelves page={shelves} className="page section" />
      <NewArrivals products={arrivals} />
      {feature && <Feature collection={feature} />}
    </>
  )
}

const HOME_QUERY = `#graphql
  ${COLLECTION_TILE_FRAGMENT}
  ${PRODUCT_CARD_FRAGMENT}
  query Home($country: CountryCode, $language: LanguageCode) @inContext(country: $country, language: $language) {
    menu(handle: "main-menu") {
      items {
        resource {
          __typename
          ...CollectionTile
        }
        items {
          resource {
            __typename
            ...CollectionTile
          }
        }
      }
    }
    collections(first: 8) {
      nodes {
        ...CollectionTile
      }
    }
    arrivals: products(first: 8, sortKey: CREATED_AT, reverse: true, query: "available_for_sale:true") {
      nodes {
        ...ProductCard
      }
    }
  }
` as const
