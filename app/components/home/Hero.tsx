/**
 * @module The first thing a visitor sees: the shop's own words, and one collection behind an arch.
 */
import { Link } from 'react-router'
import type { CollectionTileFragment } from 'storefrontapi.generated'
import { Illustration } from '~/components/ui/Illustration.tsx'
import { FIRST_PICTURE } from '~/components/ui/priority.ts'

interface HeroProps {
  name: string
  slogan: string
  text: string
  collection: CollectionTileFragment | null
}

export function Hero({ name, slogan, text, collection }: HeroProps) {
  return (
    <section className="hero" aria-labelledby="hero-title">
      <div className="hero__text">
        <h1 className="hero__title" id="hero-title">
          {slogan || name}
        </h1>
        {text !== '' && <p className="hero__lead">{text}</p>}
        <p className="hero__actions">
          {collection && (
            <Link className="button button--solid" to={`/collections/${collection.handle}`} prefetch="intent">
              Shop {collection.title}
            </Link>
          )}
          <Link className="arrow-link" to="/collections">
            All collections
          </Link>
        </p>
      </div>
      {collection?.image && (
        <div className="hero__arch">
          <Illustration
            className="hero__image"
            data={collection.image}
            sizes="(min-width: 48rem) 42vw, 90vw"
            {...FIRST_PICTURE}
          />
        </div>
      )}
    </section>
  )
}
