/**
 * @module What the shopper allows. Consent is the customer's choice in Shopify's privacy banner, see `ConsentKeeper.tsx`:
 * preferences and analytics both. With it the session gets a random id, by which a canary recognises the shopper and
 * outcomes are counted; without it nothing is kept but what was looked at in this session, and nothing is counted.
 */
import { z } from 'zod'
import type { ShopperSession } from './session.ts'

const visitorSchema = z.uuid()

/** Kept only with consent, and dropped with it. */
const CONSENTED = ['consent', 'visitor', 'cart', 'total', 'bought'] as const

/** Whether the shopper allows that more than this session's views is used. */
export const hasConsent = (session: Pick<ShopperSession, 'get'>): boolean => session.get('consent') === 'yes'

/** Notes the shopper's choice; a refusal drops what was kept. */
export function setConsent(session: ShopperSession, allowed: boolean): void {
  if (allowed === hasConsent(session)) return
  if (allowed) {
    session.set('consent', 'yes')
    session.set('visitor', crypto.randomUUID())
    return
  }
  for (const key of CONSENTED) session.unset(key)
}

/** The id of a shopper who consented. */
export function visitorId(session: Pick<ShopperSession, 'get'>): string | undefined {
  return hasConsent(session) ? visitorSchema.safeParse(session.get('visitor')).data : undefined
}
