/**
 * @module What every Admin resolver may reach.
 */
import type { SearchWarning } from '../search/compile.ts'
import type { Store } from '../store/records.ts'

export interface AdminContext {
  store: Store
  /** The shop's own address, without a slash at its end. */
  origin: string
  warnings: SearchWarning[]
}
