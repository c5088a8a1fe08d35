import { describe, expect, it } from 'vitest'
import { EnvError } from '../../../app/lib/env.ts'
import { isReadable, misconfigured, secured, timed } from '../../../app/lib/responses.ts'

describe('every response', () => {
  it('keeps browsers strict, and shared caches out', () => {
    const { headers } = secured(new Response('page'))
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Referrer-Policy')).toBe('strict-origin-when-cross-origin')
    expect(headers.get('Cache-Control')).toBe('private, no-cache')
  })

  it('may be shared where its route says so', () => {
    const shared = new Response('map', { headers: { 'Cache-Control': 'public, max-age=86400' } })
    expect(secured(shared).headers.get('Cache-Control')).toBe('public, max-age=86400')
  })

  it('tells its time beside what else was measured', () => {
    const response = new Response('page', { headers: { 'Server-Timing': 'db;dur=3' } })
    expect(timed(response, 12).headers.get('Server-Timing')).toBe('db;dur=3, storefront;dur=12')
  })
})

describe('an address', () => {
  it('can be read unless it ends within a character', () => {
    expect(isReadable(new Request('http://shop.test/products/caf%C3%A9?q=%'))).toBe(true)
    expect(isReadable(new Request('http://shop.test/products/%E0%A4%A'))).toBe(false)
  })
})

describe('a shop that is not set up', () => {
  it('has a page that names the variables and nothing more', async () => {
    const response = misconfigured(new EnvError(['SESSION_SECRET is missing', '<b>']))
    expect(response.status).toBe(500)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const html = await response.text()
    expect(html).toContain('SESSION_SECRET is missing')
    expect(html).not.toContain('<b>')
  })
})
