/**
 * @module One place for a shelf: while it loads, filled, or left without products.
 */
import type { Arm, ThemeShelf } from '@aisle/edge-model/contract'
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { ProductCard } from '~/components/ProductCard.tsx'
import type { Shelf } from './shelf.ts'

export function LoadingShelf({ place }: { place: ThemeShelf }) {
  return (
    <div className="shelf shelf--loading">
      <h2 className="shelf__title">{place.title}</h2>
      <ShelfProducts layout={place.layout} hidden>
        <Ghosts count={place.length} />
      </ShelfProducts>
    </div>
  )
}

/** A shelf without products: its space, until that lies below the screen. */
export function UnseenShelf({ place }: { place: ThemeShelf }) {
  const space = useRef<HTMLDivElement>(null)
  if (useLiesBelowScreen(space)) return null
  return (
    <div ref={space} className="shelf shelf--unseen" aria-hidden="true">
      <h2 className="shelf__title">{place.title}</h2>
      <ShelfProducts layout={place.layout} hidden>
        <Ghosts count={place.length} />
      </ShelfProducts>
    </div>
  )
}

interface FilledShelfProps {
  shelf: Shelf
  release: string | null
  arm: Arm | null
  /** Products whose space was kept while the shelf loaded. */
  kept: number
}

export function FilledShelf(props: FilledShelfProps) {
  return props.shelf.products.length === 0 ? (
    <UnseenShelf place={props.shelf} />
  ) : (
    <ShelfOfProducts {...props} />
  )
}

function ShelfOfProducts({ shelf, release, arm, kept }: FilledShelfProps) {
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
      data-release={release}
      data-arm={arm}
    >
      <h2 id={titleId} className="shelf__title">
        {shelf.title}
      </h2>
      <ShelfProducts layout={shelf.layout}>
        {shelf.products.map((product) => (
          <li key={product.id} data-explored={product.id === shelf.explored || undefined}>
            <ProductCard product={product} shelf={shelf.slot} />
          </li>
        ))}
        {!mayMove && <Ghosts count={Math.max(kept, shelf.length) - shelf.products.length} />}
      </ShelfProducts>
    </section>
  )
}

interface ShelfProductsProps {
  layout: ThemeShelf['layout']
  hidden?: boolean
  children: ReactNode
}

function ShelfProducts({ layout, hidden, children }: ShelfProductsProps) {
  return (
    <ul className={`shelf__products shelf__products--${layout}`} aria-hidden={hidden}>
      {children}
    </ul>
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
