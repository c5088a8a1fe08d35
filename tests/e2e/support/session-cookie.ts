/**
 * @module The storefront's signed session cookie: what it holds, and one of a shopper who has been here before.
 */
import { randomUUID } from 'node:crypto'
import { type Arm, assign, type Channel } from '@aisle/edge-model/contract'
import type { BrowserContext } from 'playwright-core'
import { AppSession } from '../../../app/lib/session.ts'
import { LOCAL_TOKENS } from '../../../scripts/stack/tokens.ts'

const open = (url: string, cookie: string) =>
  AppSession.open(new Request(url, { headers: { cookie } }), LOCAL_TOKENS.session)

/** The session a browser holds for a storefront; empty where it holds none. */
export async function readSession(context: BrowserContext, url: string) {
  const kept = (await context.cookies(url)).find(({ name }) => name === 'session')
  return open(url, kept === undefined ? '' : `session=${kept.value}`)
}

/** An id as the storefront gives it, of a visitor whom the channel puts into the arm. */
export function visitorOf(channel: Channel, arm: Arm): string {
  for (;;) {
    const visitorId = randomUUID()
    if (assign(channel, { visitorId }).arm === arm) return visitorId
  }
}

/** Makes a browser that of a shopper who consented and is known by this id. */
export async function becomeVisitor(context: BrowserContext, url: string, visitorId: string): Promise<void> {
  const session = await open(url, '')
  session.set('consent', 'yes')
  session.set('visitor', visitorId)
  const cookie = await session.commit()
  const [, value = ''] = /^session=([^;]*)/.exec(cookie) ?? []
  await context.addCookies([{ name: 'session', value, url }])
}
