/**
 * @module The choice that a shopper makes in Shopify's privacy banner.
 */
import type { Page } from 'playwright-core'

/** Stands in for Shopify's Customer Privacy API, whose script is not on this machine, with the choice made. */
export async function chooses(page: Page, allowed: boolean): Promise<void> {
  await page.addInitScript((preferences) => {
    Reflect.set(window, 'Shopify', {
      customerPrivacy: {
        consentStatus: 'loaded',
        currentVisitorConsent: () => ({
          marketing: 'no',
          analytics: 'no',
          sale_of_data: 'no',
          preferences: '',
        }),
        preferencesProcessingAllowed: () => preferences,
        saleOfDataAllowed: () => false,
        marketingAllowed: () => false,
        analyticsProcessingAllowed: () => preferences,
        setTrackingConsent: () => {},
        shouldShowBanner: () => false,
      },
    })
  }, allowed)
}

/** Opens a page and waits until the shopper's choice, which differs from what the session holds, has been kept. */
export async function openAndTell(page: Page, url: string): Promise<void> {
  const told = page.waitForResponse((response) => response.url().endsWith('/consent'))
  await page.goto(url)
  if ((await told).status() !== 204) throw new Error('The shopper’s choice was not kept.')
}
