/**
 * @module Says on every page that an engineer is shown another release than shoppers are, and leads out of it.
 */
import { useLocation } from 'react-router'
import { PREVIEW_OFF, PREVIEW_PARAM } from './preview-param.ts'

/** Digits of a digest that a person tells apart. */
const SHOWN_DIGITS = 12

/** @param release digest of the release that was asked for */
export function PreviewNote({ release }: { release: string }) {
  const { pathname, search } = useLocation()
  const without = new URLSearchParams(search)
  without.set(PREVIEW_PARAM, PREVIEW_OFF)
  return (
    <aside className="preview-note" aria-label="Preview">
      <p>
        Preview of release <code title={release}>{release.slice(0, SHOWN_DIGITS)}</code>
      </p>
      {/* No `Link`: what ends the preview is the load of a document. */}
      <a className="preview-note__end" href={`${pathname}?${without}`} rel="nofollow">
        End the preview
      </a>
    </aside>
  )
}
