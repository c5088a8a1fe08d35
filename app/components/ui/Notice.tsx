/**
 * @module A page or panel with nothing to show, and where to go from there.
 */
import type { ReactNode } from 'react'
import { Ampersand } from './Ampersand.tsx'

interface NoticeProps {
  title: string
  children?: ReactNode
  /** The title's level: `h1` where the notice is the page. */
  as?: 'h1' | 'h2'
}

export function Notice({ title, children, as: Title = 'h2' }: NoticeProps) {
  return (
    <div className="notice">
      <Ampersand className="notice__mark" />
      <Title className="notice__title">{title}</Title>
      {children}
    </div>
  )
}
