/**
 * @module Carts, in memory. They end with the process, and beyond a bound the one longest untouched goes.
 */
import { randomBytes } from 'node:crypto'
import { parseGid } from '../../gid.ts'
import type { CartRecord } from './records.ts'

export const MAX_CARTS = 10_000

export interface CartStore {
  /** A new empty cart, kept once it is saved. */
  blank(): CartRecord
  /** By gid, key included; undefined for an unknown cart and for a wrong key. */
  find(id: string): CartRecord | undefined
  /** Replaces the cart of the same token and stamps it. */
  save(cart: CartRecord): CartRecord
  /** Forgets a cart: its checkout is completed, and from then on its id resolves to nothing. */
  complete(cart: CartRecord): void
}

const newToken = (bytes: number): string => randomBytes(bytes).toString('hex')

export function createCartStore(limit = MAX_CARTS): CartStore {
  const carts = new Map<string, CartRecord>()
  const save = (cart: CartRecord): CartRecord => {
    const saved = { ...cart, updatedAt: new Date().toISOString() }
    carts.delete(cart.token)
    const oldest = carts.keys().next()
    if (carts.size >= limit && !oldest.done) carts.delete(oldest.value)
    carts.set(cart.token, saved)
    return saved
  }
  return {
    blank: () => {
      const now = new Date().toISOString()
      return {
        __typename: 'Cart',
        token: newToken(16),
        secret: newToken(16),
        lines: [],
        note: '',
        attributes: [],
        buyerIdentity: { countryCode: null, email: null, phone: null },
        discountCodes: [],
        giftCardCodes: [],
        createdAt: now,
        updatedAt: now,
      }
    },
    find: (id) => {
      const parsed = parseGid(id)
      if (parsed?.type !== 'Cart') return undefined
      const [token = '', query = ''] = parsed.id.split('?')
      const cart = carts.get(token)
      return cart !== undefined && new URLSearchParams(query).get('key') === cart.secret ? cart : undefined
    },
    save,
    complete: ({ token }) => void carts.delete(token),
  }
}
