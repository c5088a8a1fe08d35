/**
 * @module The search over the page.
 */
import { Drawer } from '~/components/ui/Drawer.tsx'
import { PredictiveSearch } from './PredictiveSearch.tsx'

export function SearchDrawer() {
  return (
    <Drawer name="search" title="Search" side="top">
      <PredictiveSearch />
    </Drawer>
  )
}
