/**
 * @module Tells screen readers what changed without moving their focus: one polite live region for the whole shop.
 */
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

const AnnounceContext = createContext<(message: string) => void>(() => {})

/** A function that has its message read out. */
export const useAnnounce = (): ((message: string) => void) => useContext(AnnounceContext)

export function Announcer({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState({ text: '', turn: 0 })
  const announce = useCallback((text: string) => setMessage(({ turn }) => ({ text, turn: turn + 1 })), [])
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      {/* A key a message: the same words twice in a row are read twice. */}
      <div className="visually-hidden" role="status" aria-live="polite">
        <span key={message.turn}>{message.text}</span>
      </div>
    </AnnounceContext.Provider>
  )
}
