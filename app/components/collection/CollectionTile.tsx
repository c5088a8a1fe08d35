/**
 * @module A collection as a picture with its name below.
 */
import { Link } from 'react-router'
import type { CollectionTileFragment } from 'storefrontapi.generated'
import { Illustration } from '~/components/ui/Illustration.tsx'
import { shorten } from '~/lib/seo.ts'

interface CollectionTileProps {
  collection: CollectionTileFragment
  loading?: 'eager' | 'lazy'
  /** The title's level below the page's own. */
  as?: 'h2' | 'h3'
}

export function CollectionTile({ collection, loading = 'lazy', as: Title = 'h2' }: CollectionTileProps) {
  return (
    <Link className="tile" to={`/collections/${collection.handle}`} prefetch="intent">
      <span className="tile__frame">
        {collection.image && (
          <Illustration
            className="tile__image"
            data={collection.image}
            sizes="(min-width: 64rem) 30vw, (min-width: 40rem) 45vw, 90vw"
            loading={loading}
          />
        )}
      </span>
      <Title className="tile__title">{collection.title}</Title>
      {collection.description !== '' && <p className="tile__text">{shorten(collection.description, 110)}</p>}
    </Link>
  )
}
