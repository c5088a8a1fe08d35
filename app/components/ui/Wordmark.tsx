/**
 * @module The shop's name as its sign: an ampersand in it glows.
 */
import { Fragment } from 'react'

export function Wordmark({ name }: { name: string }) {
  return (
    <span className="wordmark">
      {name.split('&').map((part, index) => (
        <Fragment key={part}>
          {index > 0 && <span className="wordmark__ampersand">&amp;</span>}
          {part}
        </Fragment>
      ))}
    </span>
  )
}
