/**
 * A canary with another model and another theme: who gets it, that they always get it, that an engineer sees it by a token,
 * that both go back by one rollback.
 * Worker and storefront are this file's own.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Arm,
  assign,
  type Channel,
  recommendResponseSchema,
  type Theme,
} from '@aisle/edge-model/contract'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { publishRelease, trainModel } from '../../scripts/stack/pipeline.ts'
import { freePorts, type Service, startStorefront, startWorker } from '../../scripts/stack/services.ts'
import { aisle, readChannel } from './support/aisle.ts'
import { binomialInterval } from './support/binomial.ts'
import { newShopper, openBrowser } from './support/browser.ts'
import { becomeVisitor, visitorOf } from './support/session-cookie.ts'
import { openServed, type ShownShelf } from './support/shelf.ts'

const VISITORS = 2_000
/** Of 1,000 runs that are all right, one lies outside. */
const CONFIDENCE = 0.999
/** Asked at a time. */
const AT_ONCE = 8
/** Of what was liked until then another model becomes. */
const CANARY_UNTIL = '2026-05-01'
const CANARY_TITLE = 'Picked in spring'
const OTHER_THEME: Theme = {
  schemaVersion: 1,
  name: 'rows',
  pages: {
    home: [{ slot: 'for-you', title: CANARY_TITLE, layout: 'row', length: 6 }],
    product: [],
    collection: [],
    search: [],
    cart: [],
  },
}

const stack = inject('stack')
const home = mkdtempSync(join(tmpdir(), 'aisle-rollout-'))
const at = (name: string) => join(home, name)

let browser: Browser
let worker: Service
let storefront: Service
let channel: Channel
const engineer = () => ({ worker: worker.url, key: stack.key })

beforeAll(async () => {
  const [workerPort = 0, storefrontPort = 0] = await freePorts(2)
  const ports = { shop: stack.ports.shop, worker: workerPort, storefront: storefrontPort }
  await trainModel(stack.data, at('canary'), ['--until', CANARY_UNTIL])
  writeFileSync(at('theme.json'), JSON.stringify(OTHER_THEME))
  worker = await startWorker(ports, stack.key, at('state'), at('logs'))
  await publishRelease(stack.release, { worker: worker.url }, stack.key)
  const canary = [
    '--release',
    at('canary'),
    '--theme',
    at('theme.json'),
    '--message',
    'What spring liked, in rows',
  ]
  await aisle(engineer(), 'publish', ...canary)
  channel = await readChannel(worker.url)
  storefront = await startStorefront(ports, at('logs'))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([worker?.stop(), storefront?.stop()])
  rmSync(home, { recursive: true, force: true })
})

async function ask(visitorId: string) {
  const response = await fetch(`${worker.url}/recommend`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ slot: 'for-you', items: [], limit: 1, consent: true, visitorId }),
  })
  const { arm, release } = recommendResponseSchema.parse(await response.json())
  return { arm, release }
}

/** What each of these visitors gets. */
async function askAll(visitors: string[]) {
  const answers: Awaited<ReturnType<typeof ask>>[] = []
  for (let from = 0; from < visitors.length; from += AT_ONCE) {
    answers.push(...(await Promise.all(visitors.slice(from, from + AT_ONCE).map(ask))))
  }
  return answers
}

it('a canary starts at 5 % and gets its share of the visitors, always the same ones', async () => {
  expect(channel.canary?.percent).toBe(5)
  const visitors = Array.from({ length: VISITORS }, (_, n) => `visitor ${n}`)
  const answers = await askAll(visitors)
  expect(answers).toEqual(visitors.map((visitorId) => assign(channel, { visitorId })))

  // The holdout comes first and takes its share of the canary's as well.
  const share = 0.05 * (1 - channel.holdout.percent / 100)
  const [least, most] = binomialInterval(VISITORS, share, CONFIDENCE)
  const inCanary = answers.filter(({ arm }) => arm === 'canary').length
  expect(inCanary).toBeGreaterThanOrEqual(least)
  expect(inCanary).toBeLessThanOrEqual(most)

  expect(await askAll(visitors)).toEqual(answers)
})

/** A page of a shopper who consented and is in the arm. */
async function shopperOf(arm: Arm): Promise<Page> {
  const { page } = await newShopper(browser, 'desktop')
  await becomeVisitor(page.context(), storefront.url, visitorOf(channel, arm))
  return page
}

it('shows an engineer a release by a token, on every page, until they end it', async () => {
  const release = channel.canary?.release ?? ''
  const told = await aisle(engineer(), 'preview', '--release', release, '--json')
  const { token } = z.object({ token: z.string() }).parse(JSON.parse(told))
  const { page, faults } = await newShopper(browser, 'desktop')
  await page.goto(`${storefront.url}/?aisle-preview=${token}`)
  expect(page.url()).toBe(`${storefront.url}/`)
  const note = page.getByRole('complementary', { name: 'Preview' })
  expect(await note.textContent()).toContain(release.slice(0, 12))
  const shown = await openServed(page, storefront.url, 'for-you')
  expect(shown).toMatchObject({ arm: 'preview', release, title: CANARY_TITLE })

  await page.goto(`${storefront.url}/search?q=mug`)
  await note.getByRole('link', { name: 'End the preview' }).click()
  await page.waitForURL(`${storefront.url}/search?q=mug`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await note.count()).toBe(0)
  expect(await openServed(page, storefront.url, 'for-you')).toMatchObject({ arm: 'stable' })
  expect(faults).toEqual([])
})

it('shows a canary visitor its theme and its model, and takes both back by one rollback', async () => {
  const stableShown = await openServed(await shopperOf('stable'), storefront.url, 'for-you')
  expect(stableShown).toMatchObject({ arm: 'stable', release: channel.stable, title: 'For you' })

  const page = await shopperOf('canary')
  const shown: ShownShelf[] = []
  const look = async () => {
    const shelf = await openServed(page, storefront.url, 'for-you')
    shown.push(shelf)
    return shelf
  }
  const canaryShown = await look()
  expect(canaryShown).toMatchObject({ arm: 'canary', release: channel.canary?.release, title: CANARY_TITLE })
  expect(canaryShown.handles).toHaveLength(6)
  expect(canaryShown.handles).not.toEqual(stableShown.handles.slice(0, 6))
  expect(await page.locator('[data-shelf] ul').getAttribute('class')).toContain('row')

  await aisle(engineer(), 'rollback', '--message', 'Back to what we know')
  await expect.poll(async () => (await look()).release, { timeout: 30_000 }).toBe(channel.stable)
  expect(shown.at(-1)).toEqual(stableShown)
  // On the way: never one release's theme with the other's model.
  for (const shelf of shown) {
    expect([canaryShown, stableShown]).toContainEqual(shelf)
  }
})

it('fills the theme’s shelves with Shopify’s own recommendations in the holdout', async () => {
  const page = await shopperOf('holdout')
  await page.goto(storefront.url)
  const shelf = page.locator('[data-shelf="for-you"][data-arm="holdout"]')
  await shelf.waitFor()
  expect(await shelf.getAttribute('data-source')).toBe('native')
  expect(await shelf.getByRole('article').count()).toBe(8)
})
