/**
 * @module The product's pictures: side by side on a desk, one after another under the thumb on a phone.
 */
import { Image } from '@shopify/hydrogen'
import { useEffect, useRef } from 'react'
import { FIRST_PICTURE, LATER_PICTURE } from '~/components/ui/priority.ts'
import { picturesToShow } from '~/lib/pictures.ts'
import type { ProductData } from '~/lib/product-query.ts'

type Picture = ProductData['images']['nodes'][number]

interface GalleryProps {
  images: Picture[]
  /** Addresses of the pictures that show another variant than the chosen one. */
  others: ReadonlySet<string>
  /** The chosen variant's picture. */
  chosen: Picture | null
  title: string
}

const SIZES = '(min-width: 64rem) 55vw, (min-width: 48rem) 50vw, 100vw'

export function Gallery({ images, others, chosen, title }: GalleryProps) {
  const list = useRef<HTMLUListElement>(null)
  const first = useRef(chosen?.url)

  useEffect(() => {
    // Only a change of the variant moves the pictures, never the page's opening.
    if (chosen?.url === first.current) return
    first.current = chosen?.url
    const picture = list.current?.querySelector<HTMLElement>('[data-chosen]')
    if (list.current && picture) list.current.scrollTo({ left: picture.offsetLeft, behavior: 'smooth' })
  }, [chosen?.url])

  const pictures = picturesToShow(images, others, chosen)
  if (pictures.length === 0) return <div className="gallery__nothing" />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on phones the list scrolls, and the arrow keys must reach it
    <ul className="gallery" ref={list} tabIndex={0} aria-label={`Pictures of ${title}`}>
      {pictures.map((image, index) => (
        <li key={image.url} className="gallery__item" data-chosen={image.url === chosen?.url || undefined}>
          <Image
            className="gallery__image"
            data={image}
            alt={image.altText ?? title}
            aspectRatio="4/5"
            sizes={SIZES}
            {...(index === 0 ? FIRST_PICTURE : LATER_PICTURE)}
          />
        </li>
      ))}
    </ul>
  )
}
