/**
 * @module One collection told at length, between the lists.
 */
import { Link } from 'react-router'
import type { CollectionTileFragment } from 'storefrontapi.generated'
import { Illustration } from '~/components/ui/Illustration.tsx'

export function Feature({ collection }: { collection: CollectionTileFragment }) {
  return (
    <section className="feature" aria-labelledby="feature-title">
      <div className="feature__inner">
        {collection.image && (
          <Illustration
            className="feature__image"
            data={collection.image}
            sizes="(min-width: 48rem) 45vw, 100vw"
            loading="lazy"
          />
        )}
        <div className="feature__text">
          <h2 className="feature__title" id="feature-title">
            {collection.title}
          </h2>
          <p>{collection.description}</p>
          <Link className="button button--outline" to={`/collections/${collection.handle}`} prefetch="intent">
            Look around
          </Link>
        </div>
      </div>
    </section>
  )
}
