/**
 * @module Which of the shop's drawers is open: the cart, the menu or the search. At most one.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { Link, useLocation } from 'react-router'
import { useHydrated } from '~/components/ui/use-hydrated.ts'

export type AsideName = 'cart' | 'menu' | 'search'

interface AsideState {
  open: AsideName | null
  show: (name: AsideName) => void
  close: () => void
}

const AsideContext = createContext<AsideState>({ open: null, show: () => {}, close: () => {} })

export const useAside = (): AsideState => useContext(AsideContext)

export function AsideProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<AsideName | null>(null)
  const state = useMemo(() => ({ open, show: setOpen, close: () => setOpen(null) }), [open])
  const { key } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes what lay over the old one
  useEffect(() => setOpen(null), [key])
  return <AsideContext.Provider value={state}>{children}</AsideContext.Provider>
}

interface AsideTriggerProps {
  name: AsideName
  /** The page that does the same without JavaScript. */
  fallback: string
  className: string
  children: ReactNode
}

/** Opens a drawer; until the page is interactive, a link to the page behind it. */
export function AsideTrigger({ name, fallback, className, children }: AsideTriggerProps) {
  const { open, show } = useAside()
  const hydrated = useHydrated()
  if (!hydrated) {
    return (
      <Link className={className} to={fallback}>
        {children}
      </Link>
    )
  }
  return (
    <button
      type="button"
      className={className}
      aria-haspopup="dialog"
      aria-expanded={open === name}
      onClick={() => show(name)}
    >
      {children}
    </button>
  )
}
