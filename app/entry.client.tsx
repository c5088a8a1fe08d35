/**
 * @module Makes the server's page interactive.
 */
import { NonceProvider } from '@shopify/hydrogen'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'

startTransition(() => {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
  hydrateRoot(
    document,
    <StrictMode>
      <NonceProvider value={nonce}>
        <HydratedRouter />
      </NonceProvider>
    </StrictMode>,
  )
})
