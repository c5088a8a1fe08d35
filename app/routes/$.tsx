/**
 * @module Every other path: there is no such page.
 */
import { data } from 'react-router'

export function loader(): never {
  throw data(null, { status: 404 })
}

/** Never rendered; with a component, the error is shown as a page instead of plain text. */
export default function MissingPage() {
  return null
}
