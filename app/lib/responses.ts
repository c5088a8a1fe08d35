/**
 * @module What every response of the storefront gets: security headers, its time, and the page of a shop that is not set up.
 */
import type { EnvError } from './env.ts'

const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
}

/**
 * The response with the headers that keep browsers strict. Unless its route says otherwise it is this shopper's own:
 * pages and their data show a cart and shelves, and no shared cache may keep them.
 */
export function secured(response: Response): Response {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value)
  if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'private, no-cache')
  return response
}

/** Whether the address can be decoded: `/products/%E0%A4%A` ends within a character, and no route can read it. */
export function isReadable({ url }: Request): boolean {
  try {
    decodeURIComponent(new URL(url).pathname)
    return true
  } catch {
    return false
  }
}

/** The response with the milliseconds the storefront took until its headers were ready. */
export function timed(response: Response, milliseconds: number): Response {
  response.headers.append('Server-Timing', `storefront;dur=${milliseconds}`)
  return response
}

/** What an engineer sees who forgot a variable: names, never values. */
export function misconfigured(error: EnvError): Response {
  console.error(error.message)
  const list = error.problems.map((problem) => `<li>${escapeHtml(problem)}</li>`).join('')
  const html = `<!doctype html><html lang="en"><title>This shop is not set up yet</title>
<body style="font: 1.125rem/1.6 system-ui; max-width: 40rem; margin: 15vh auto; padding: 0 1.5rem">
<h1>This shop is not set up yet</h1>
<p>The storefront's environment is not complete:</p><ul>${list}</ul>
<p>Set the variables in Oxygen, or in <code>.env</code> on your own machine, and start the storefront again.</p>`
  return secured(
    new Response(html, {
      status: 500,
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
    }),
  )
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`)
