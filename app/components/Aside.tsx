/**
 * @module Which of the shop's dialogs is open: the cart, the menu or the search. At most one.
 */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

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
  return <AsideContext.Provider value={state}>{children}</AsideContext.Provider>
}
