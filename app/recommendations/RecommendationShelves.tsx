/**
 * @module The shelves of a page, as the release's theme has them. They stream in after the page and take exactly the space
 * that was kept for them.
 *
 * Three rules keep the page still:
 * - While they load, ghosts of the same cards stand in their place: those of the theme that is likely to come. Where
 *   another one comes, titles and lengths change in place, and nothing above the shelves moves.
 * - A shelf that comes out shorter keeps the space of its ghosts, one that comes out empty, or does not come, keeps all of
 *   it, unseen. The space is given back once the shelf lies below the screen, where nothing that moves can be seen.
 * - One visit of a page has one set of shelves. Choosing a variant or adding to the cart runs the loaders again; the
 *   shelves stay as they are rather than reshuffle under the shopper's finger, and React need not hold the page back for
 *   new ones.
 */
import type { ThemeShelf } from '@aisle/edge-model/contract'
import { memo, Suspense, useState } from 'react'
import { Await, useLocation } from 'react-router'
import { FilledShelf, LoadingShelf, UnseenShelf } from './ShelfPlace.tsx'
import type { FilledPage, ShelfPage } from './shelf.ts'

interface RecommendationShelvesProps {
  page: ShelfPage
  /** Of the element around the shelves, which is there only where there are any. */
  className: string
}

/** Memoised: were it rendered again while it streams in, React would throw the server's part away (its error 421). */
export const RecommendationShelves = memo(function RecommendationShelves(props: RecommendationShelvesProps) {
  // Another page has other shelves: without the key, React would hold the new page back until they are there.
  return <VisitShelves key={useLocation().pathname} {...props} />
})

function VisitShelves({ page, className }: RecommendationShelvesProps) {
  const [{ expected, filled }] = useState(page)
  return (
    <Suspense fallback={<LoadingShelves className={className} expected={expected} />}>
      <Await resolve={filled} errorElement={<UnseenShelves className={className} expected={expected} />}>
        {(resolved) => <FilledShelves className={className} expected={expected} page={resolved} />}
      </Await>
    </Suspense>
  )
}

interface ExpectedShelvesProps {
  className: string
  expected: readonly ThemeShelf[]
}

function LoadingShelves({ className, expected }: ExpectedShelvesProps) {
  if (expected.length === 0) return null
  return (
    <div className={className}>
      {expected.map((place) => (
        <LoadingShelf key={place.slot} place={place} />
      ))}
    </div>
  )
}

function UnseenShelves({ className, expected }: ExpectedShelvesProps) {
  if (expected.length === 0) return null
  return (
    <div className={className}>
      {expected.map((place) => (
        <UnseenShelf key={place.slot} place={place} />
      ))}
    </div>
  )
}

interface FilledShelvesProps extends ExpectedShelvesProps {
  page: FilledPage
}

function FilledShelves({ className, expected, page }: FilledShelvesProps) {
  const { shelves, release, arm, refused } = page
  const missing = expected.slice(shelves.length)
  if (shelves.length + missing.length === 0 && !refused) return null
  return (
    <div className={className}>
      {refused && (
        <p className="preview-refused">
          The Worker did not show the release of your preview; these shelves are not its.
        </p>
      )}
      {shelves.map((shelf, at) => (
        <FilledShelf
          key={shelf.slot}
          shelf={shelf}
          release={release}
          arm={arm}
          kept={expected[at]?.length ?? 0}
        />
      ))}
      {missing.map((place) => (
        <UnseenShelf key={`missing-${place.slot}`} place={place} />
      ))}
    </div>
  )
}
