/**
 * @module The shop's name as its sign: an ampersand in it burns.
 */
import { Fragment } from 'react'
import { Ampersand } from './Ampersand.tsx'

export function Wordmark({ name }: { name: string }) {
  const parts = name.split('&').map((part) => part.trim())
  return (
    <span className="wordmark">
      <span className="visually-hidden">{name}</span>
      <span aria-hidden="true" className="wordmark__letters">
        {parts.map((part, index) => (
          <Fragment key={part}>
            {index > 0 && <Ampersand className="wordmark__ampersand" />}
            {part}
          </Fragment>
        ))}
      </span>
    </span>
  )
}
