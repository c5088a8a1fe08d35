/**
 * @module A Chromium for the tests, and pages that remember what went wrong on them.
 */
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumPath } from '../../../scripts/chromium.ts'

/** The two widths every page is held against, in CSS pixels. */
export const VIEWPORTS = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
} as const
export type Viewport = keyof typeof VIEWPORTS

/** A person's browser. Headless Chromium calls itself a bot, and bots get pages whole instead of streamed. */
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

/** Scripts of Shopify's that Hydrogen loads for consent and performance; a test has no network beyond this machine. */
const THIRD_PARTY = /^https:\/\//

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  })

export interface Visit {
  page: Page
  /** Script errors and console errors of every page visited, in order. */
  faults: string[]
}

/** A new shopper: no cookies, no cache. */
export async function newShopper(browser: Browser, viewport: Viewport): Promise<Visit> {
  const context = await browser.newContext({
    viewport: VIEWPORTS[viewport],
    userAgent: USER_AGENT,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const faults: string[] = []
  await page.route(THIRD_PARTY, (route) =>
    route.fulfill({ status: 200, contentType: 'text/javascript', body: '' }),
  )
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`)
  })
  return { page, faults }
}

/** A picture of the whole page, scrolled through before so that lazy images are there. */
export async function takePicture(page: Page, path: string): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y)
      await new Promise(requestAnimationFrame)
    }
    scrollTo(0, 0)
  })
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path, fullPage: true })
}
