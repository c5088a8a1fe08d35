import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { InputError } from '../../../training/dataset/input-error.ts'
import { requestAccessToken } from '../../../training/shopify/access-token.ts'

const credentials = { clientId: 'id', clientSecret: 'shpss_&= secret' }

/** A shop that answers as told and keeps what it was asked. */
async function shopThat(status: number, body: string) {
  const asked: { method: string | undefined; url: string | undefined; form: Record<string, string> }[] = []
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString())
    asked.push({ method: request.method, url: request.url, form: Object.fromEntries(form) })
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body)
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { origin: `http://localhost:${port}`, asked }
}

describe('an access token', () => {
  it('is given for the id and secret of the app', async () => {
    const shop = await shopThat(200, '{"access_token":"token","scope":"read_products","expires_in":86399}')
    expect(await requestAccessToken(`${shop.origin}/admin`, credentials)).toBe('token')
    expect(shop.asked).toEqual([
      {
        method: 'POST',
        url: '/admin/oauth/access_token',
        form: { grant_type: 'client_credentials', client_id: 'id', client_secret: 'shpss_&= secret' },
      },
    ])
  })

  it.each([
    [400, '{"error":"app_not_installed"}', /gave no access token \(400\).*SHOPIFY_CLIENT_ID.*installed/],
    [200, '{"token":"x"}', /answered with no access token: access_token/],
    [200, '<html>', /answered with no access token/],
  ])('is missed in words: %d %s', async (status, body, message) => {
    const shop = await shopThat(status, body)
    const failure = await requestAccessToken(shop.origin, credentials).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(InputError)
    expect(String(failure)).toMatch(message)
    expect(String(failure)).not.toContain('shpss_')
  })

  it('is missed where no shop answers', async () => {
    await expect(requestAccessToken('http://localhost:1', credentials)).rejects.toThrow(/can't be reached/)
  })
})
