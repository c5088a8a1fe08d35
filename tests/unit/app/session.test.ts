import { describe, expect, it } from 'vitest'
import { AppSession } from '../../../app/lib/session.ts'

const SECRET = 'a secret of some length'

const open = (cookie = '', url = 'http://localhost:4300/', secret = SECRET) =>
  AppSession.open(new Request(url, { headers: cookie === '' ? {} : { cookie } }), secret)

const pairOf = (setCookie: string) => setCookie.split(';')[0] ?? ''

describe('the session', () => {
  it('asks for its cookie to be sent only once something changed', async () => {
    const session = await open()
    session.get('viewed')
    expect(session.isPending).toBe(false)
    session.set('viewed', '1.2')
    expect(session.isPending).toBe(true)
    await session.commit()
    expect(session.isPending).toBe(false)
  })

  it('comes back from its cookie', async () => {
    const session = await open()
    session.set('viewed', '1.2')
    const cookie = pairOf(await session.commit())
    expect((await open(cookie)).get('viewed')).toBe('1.2')
  })

  it('is empty where the cookie was tampered with or signed by another', async () => {
    const session = await open()
    session.set('viewed', '1.2')
    const cookie = pairOf(await session.commit())
    const [name, value = ''] = cookie.split('=')
    const flipped = value.startsWith('a') ? `b${value.slice(1)}` : `a${value.slice(1)}`
    expect((await open(`${name}=${flipped}`)).get('viewed')).toBeUndefined()
    expect((await open(cookie, undefined, 'another secret of length')).get('viewed')).toBeUndefined()
  })

  it('is out of scripts’ reach, and travels by https alone where the shop does', async () => {
    const local = await open()
    const live = await open('', 'https://oat.example/')
    local.set('viewed', '1')
    live.set('viewed', '1')
    const [localCookie, liveCookie] = [await local.commit(), await live.commit()]
    for (const cookie of [localCookie, liveCookie]) expect(cookie).toMatch(/HttpOnly.*SameSite=Lax/)
    expect(localCookie).not.toContain('Secure')
    expect(liveCookie).toContain('Secure')
  })

  it('ends with the browser: nobody was asked whether it may stay', async () => {
    const session = await open()
    session.set('viewed', '1')
    expect(await session.commit()).not.toMatch(/Max-Age|Expires/i)
  })

  it('ends when destroyed', async () => {
    const session = await open()
    session.set('viewed', '1')
    expect(await session.destroy()).toMatch(/^session=;.*Expires=Thu, 01 Jan 1970/)
  })
})
