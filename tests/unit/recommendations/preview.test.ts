import { PREVIEW_PARAMETER, PREVIEW_TYPE, sign } from '@aisle/edge-model/contract'
import { describe, expect, it } from 'vitest'
import { notePreview, readPreview } from '../../../app/recommendations/preview.ts'
import { PREVIEW_PARAM } from '../../../app/recommendations/preview-param.ts'
import type { ShopperSession } from '../../../app/recommendations/session.ts'
import { testKey } from '../../worker/support/test-keys.ts'

const RELEASE = 'b'.repeat(64)
const EXPIRES = '2026-12-01T12:00:00.000Z'
const BEFORE = Date.parse(EXPIRES) - 1

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const SHOWN = { schemaVersion: 1, shop: 'demo', release: RELEASE, expiresAt: EXPIRES } as const
const tokenOf = async (payload: unknown) =>
  Buffer.from(await sign(PREVIEW_TYPE, payload, await testKey())).toString('base64url')
const TOKEN = await tokenOf(SHOWN)
const NO_RELEASE = await tokenOf({ ...SHOWN, release: 'v1' })
const { expiresAt: _, ...endless } = SHOWN
const NO_END = await tokenOf(endless)

function newSession(preview?: string) {
  const kept = new Map<string, string>()
  if (preview !== undefined) kept.set('preview', preview)
  const session: ShopperSession = {
    get: (name) => kept.get(name),
    set: (name, value) => void kept.set(name, value),
    unset: (name) => void kept.delete(name),
  }
  return { kept, session }
}

const opens = (address: string, method = 'GET') => new Request(`http://shop.test${address}`, { method })

describe('a preview', () => {
  it('is asked for as at the Worker’s doors', () => {
    expect(PREVIEW_PARAM).toBe(PREVIEW_PARAMETER)
  })

  it('begins by an address with a token, which leads to the page without it', () => {
    const { session } = newSession()
    const to = notePreview(session, opens(`/search?q=mug&aisle-preview=${TOKEN}`))
    expect(to).toBe('http://shop.test/search?q=mug')
    expect(readPreview(session, BEFORE)).toEqual({ token: TOKEN, release: RELEASE })
  })

  it('ends when the address says so', () => {
    const { session, kept } = newSession(TOKEN)
    expect(notePreview(session, opens('/?aisle-preview=off'))).toBe('http://shop.test/')
    expect(kept.size).toBe(0)
  })

  it('ends with the token’s time', () => {
    const { session } = newSession(TOKEN)
    expect(readPreview(session, BEFORE + 1)).toBeNull()
  })

  it('leads nowhere but into the shop', () => {
    const to = notePreview(newSession().session, opens('//elsewhere.test/?aisle-preview=off'))
    expect(new URL(to ?? '').host).toBe('shop.test')
  })

  it.each([
    ['an address that asks for nothing', opens('/?q=1')],
    ['what is sent by a form', opens(`/?aisle-preview=${TOKEN}`, 'POST')],
  ])('is not touched by %s', (_, request) => {
    const { session, kept } = newSession('kept')
    expect(notePreview(session, request)).toBeNull()
    expect(kept.get('preview')).toBe('kept')
  })

  it.each([
    ['empty', ''],
    ['of other letters', 'a b'],
    ['too long for a cookie', 'a'.repeat(2_000)],
  ])('does not begin by a token that is %s', (_, token) => {
    const { session, kept } = newSession()
    notePreview(session, opens(`/?${new URLSearchParams({ 'aisle-preview': token })}`))
    expect(kept.size).toBe(0)
  })

  it.each([
    ['no base64', 'a'],
    ['no JSON', 'aaaa'],
    ['no envelope', encode({})],
    ['an envelope of nothing', encode({ payload: '!' })],
    ['of no release', NO_RELEASE],
    ['without an end', NO_END],
  ])('is none where the session holds what is %s', (_, token) => {
    expect(readPreview(newSession(token).session, BEFORE)).toBeNull()
  })
})
