/**
 * @module Tells the server what the shopper chose in Shopify's privacy banner. Shopify's Customer Privacy API lives in
 * the browser alone; until it says that preferences may be processed, and the shopper be counted, nobody has consented.
 */
import { useEffect, useRef } from 'react'

/** The route that keeps the choice. */
export const CONSENT_PATH = '/consent'

/** Of the Customer Privacy API: when it is there, and when the shopper has chosen. */
const EVENTS = ['shopifyCustomerPrivacyApiLoaded', 'visitorConsentCollected'] as const

/** @param kept what the session holds */
export function ConsentKeeper({ kept }: { kept: boolean }) {
  const told = useRef(kept)
  useEffect(() => {
    const look = () => {
      const allowed = allowsBoth()
      if (allowed === undefined || allowed === told.current) return
      told.current = allowed
      // A choice that does not arrive is told again with the next page; leaving this one does not stop it.
      const body = new URLSearchParams({ allowed: String(allowed) })
      fetch(CONSENT_PATH, { method: 'POST', body, keepalive: true }).catch(() => undefined)
    }
    for (const event of EVENTS) document.addEventListener(event, look)
    look()
    return () => {
      for (const event of EVENTS) document.removeEventListener(event, look)
    }
  }, [])
  return null
}

/** Personalisation and being counted: what the Worker takes consent for. Undefined while the API has not said. */
function allowsBoth(): boolean | undefined {
  const privacy = window.Shopify?.customerPrivacy
  if (privacy?.consentStatus !== 'loaded') return undefined
  const [preferences, analytics] = [
    privacy.preferencesProcessingAllowed?.(),
    privacy.analyticsProcessingAllowed?.(),
  ]
  return preferences === undefined || analytics === undefined ? undefined : preferences && analytics
}
