/**
 * @module A panel over the page. The browser's own modal dialog traps the focus and makes the rest inert.
 */
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { type AsideName, useAside } from '~/components/layout/Aside.tsx'
import { Icon } from './Icon.tsx'

interface DrawerProps {
  name: AsideName
  title: string
  /** Where it comes from. On phones every drawer but the search rises from the bottom. */
  side: 'right' | 'top'
  /** What should have the focus at first carries `data-first-focus`; otherwise the button that closes has it. */
  children: ReactNode
}

export function Drawer({ name, title, side, children }: DrawerProps) {
  const { open, close } = useAside()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const isOpen = open === name

  useEffect(() => {
    const element = dialog.current
    if (element === null) return
    if (isOpen && !element.open) {
      element.showModal()
      element.querySelector<HTMLElement>('[data-first-focus]')?.focus()
    }
    if (!isOpen && element.open) element.close()
  }, [isOpen])

  // Another drawer may have taken over before the browser tells of this one's closing.
  const onClose = () => isOpen && close()
  const onBackdrop = (event: MouseEvent) => event.target === dialog.current && close()

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog already; the click is for the backdrop
    <dialog
      ref={dialog}
      className={`drawer drawer--${side} drawer--${name}`}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={onBackdrop}
    >
      <div className="drawer__panel">
        <header className="drawer__head">
          <h2 className="drawer__title" id={titleId}>
            {title}
          </h2>
          <button type="button" className="icon-button" onClick={close}>
            <Icon name="close" />
            <span className="visually-hidden">Close {title.toLowerCase()}</span>
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
