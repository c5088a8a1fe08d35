/**
 * @module Whether all of the page is there, also what streams in late.
 */
import { startTransition, useEffect, useState } from 'react'

/**
 * False until the document has been read to its end.
 *
 * A state that changes above a part which is still to stream in makes React throw the server's part away and render it
 * anew (its error 421). What changes such a state on its own, and can wait, waits for this.
 */
export function useWholePage(): boolean {
  const [whole, setWhole] = useState(false)
  useEffect(() => {
    const finish = () => startTransition(() => setWhole(true))
    if (document.readyState !== 'loading') return finish()
    document.addEventListener('DOMContentLoaded', finish, { once: true })
    return () => document.removeEventListener('DOMContentLoaded', finish)
  }, [])
  return whole
}
