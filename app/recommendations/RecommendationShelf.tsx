/**
 * @module A shelf on a page. It streams in after the page and takes exactly the space that was kept for it.
 *
 * Three rules keep the page still:
 * - While it loads, ghosts of the same cards stand in its place, as many as the shelf will be long.
 * - A shelf that comes out shorter keeps the space of its ghosts, one that comes out empty keeps all of it, unseen.
 *   The space is given back once the shelf lies below the screen, where nothing that moves can be seen.
 * - One visit of a page has one shelf. Choosing a variant or adding to the cart runs the loaders again; the shelf stays
 *   as it is rather than reshuffle under the shopper's finger, and React need not hold the page back for the new one.
 */
import { memo, type ReactNode, type RefObject, Suspense, useEffect, useId, useRef, useState } from 'react'
import { Await, useLocation } from 'react-router'
import { ProductCard } from '~/components/ProductCard.tsx'
import { SHELF_LENGTH, type Shelf } from './shelf.ts'

interface RecommendationShelfProps {
  shelf: Promise<Shelf>
  title: string
  headingLevel?: 2 | 3
  /** The limit the loader asked for, where it gave one. */
  length?: number
}

/** Memoised: were it rendered again while it streams in, React would throw the server's part away (its error 421). */
export const RecommendationShelf = memo(function RecommendationShelf(props: RecommendationShelfProps) {
  // Another page is another shelf: without the key, React would hold the new page back until its shelf is there.
  return <VisitShelf key={useLocation().pathname} {...props} />
})

function VisitShelf({ shelf, title, headingLevel = 2, length = SHELF_LENGTH }: RecommendationShelfProps) {
  const [first] = useState(shelf)
  const Heading = `h${headingLevel}` as const
  const heading = <Heading className="shelf__title">{title}</Heading>
  const nothing = <EmptyShelf heading={heading} length={length} />
  return (
    <Suspense fallback={<LoadingShelf heading={heading} length={length} />}>
      <Await resolve={first} errorElement={nothing}>
        {(filled) =>
          filled.products.length === 0 ? (
            nothing
          ) : (
            <FilledShelf shelf={filled} title={title} Heading={Heading} length={length} />
          )
        }
      </Await>
    </Suspense>
  )
}

interface FilledShelfProps {
  shelf: Shelf
  title: string
  Heading: 'h2' | 'h3'
  length: number
}

function FilledShelf({ shelf, title, Heading, length }: FilledShelfProps) {
  const titleId = useId()
  const section = useRef<HTMLElement>(null)
  const mayMove = useLiesBelowScreen(section)
  return (
    <section
      ref={section}
      className="shelf"
      aria-labelledby={titleId}
      data-shelf={shelf.slot}
      data-source={shelf.source}
      data-release={shelf.release}
    >
      <Heading id={titleId} className="shelf__title">
        {title}
      </Heading>
      <ul className="shelf__products">
        {shelf.products.map((product) => (
          <li key={product.id} data-explored={product.id === shelf.explored || undefined}>
            <ProductCard product={product} />
          </li>
        ))}
        {!mayMove && <Ghosts count={length - shelf.products.length} />}
      </ul>
    </section>
  )
}

function LoadingShelf({ heading, length }: { heading: ReactNode; length: number }) {
  return (
    <div className="shelf shelf--loading">
      {heading}
      <ul className="shelf__products" aria-hidden="true">
        <Ghosts count={length} />
      </ul>
    </div>
  )
}

function EmptyShelf({ heading, length }: { heading: ReactNode; length: number }) {
  const space = useRef<HTMLDivElement>(null)
  if (useLiesBelowScreen(space)) return null
  return (
    <div ref={space} className="shelf shelf--empty" aria-hidden="true">
      {heading}
      <ul className="shelf__products">
        <Ghosts count={length} />
      </ul>
    </div>
  )
}

/** The same boxes as a card on a shelf, with nothing in them. */
function Ghosts({ count }: { count: number }) {
  return Array.from({ length: count }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: ghosts are all alike and never change places
    <li key={index} className="shelf__ghost" aria-hidden="true">
      <div className="product-card">
        <div className="product-card__link">
          <span className="product-card__frame" />
          <p className="product-card__title">&nbsp;</p>
        </div>
        <p className="product-card__price">&nbsp;</p>
        <span className="button button--quiet add-to-cart">&nbsp;</span>
      </div>
    </li>
  ))
}

/** Whether the element has been seen to lie wholly below the screen; stays true from then on. */
function useLiesBelowScreen(element: RefObject<HTMLElement>): boolean {
  const [below, setBelow] = useState(false)
  useEffect(() => {
    if (element.current === null) return
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.rootBounds && entry.boundingClientRect.top >= entry.rootBounds.bottom) setBelow(true)
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return below
}
