/**
 * @module The shopper's session: one signed cookie, read by every request and sent back only when something changed. It
 * ends with the browser: what was looked at is not kept beyond the visit, for which no consent was asked.
 */
import type { HydrogenSession } from '@shopify/hydrogen'
import { createCookieSessionStorage, type Session, type SessionStorage } from 'react-router'

export class AppSession implements HydrogenSession {
  /** Whether the cookie has to be sent with the response. */
  isPending = false
  readonly #storage: SessionStorage
  readonly #session: Session

  constructor(storage: SessionStorage, session: Session) {
    this.#storage = storage
    this.#session = session
  }

  /** Reads the session of a request. A cookie that was tampered with, or signed with another secret, is an empty session. */
  static async open(request: Request, secret: string): Promise<AppSession> {
    const storage = createCookieSessionStorage({
      cookie: {
        name: 'session',
        httpOnly: true,
        path: '/',
        sameSite: 'lax',
        secure: new URL(request.url).protocol === 'https:',
        secrets: [secret],
      },
    })
    return new AppSession(storage, await storage.getSession(request.headers.get('Cookie')))
  }

  get get(): Session['get'] {
    return this.#session.get
  }

  get set(): Session['set'] {
    this.isPending = true
    return this.#session.set
  }

  get unset(): Session['unset'] {
    this.isPending = true
    return this.#session.unset
  }

  get flash(): Session['flash'] {
    this.isPending = true
    return this.#session.flash
  }

  /** The `Set-Cookie` value of what the session holds now. */
  commit(): Promise<string> {
    this.isPending = false
    return this.#storage.commitSession(this.#session)
  }

  /** The `Set-Cookie` value that ends the session. */
  destroy(): Promise<string> {
    this.isPending = false
    return this.#storage.destroySession(this.#session)
  }
}
