import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { pagedField, rootField } from '../../../app/lib/root-field.ts'

const refusal = z.object({ init: z.object({ status: z.number() }) })
const request = (url: string) => new Request(`http://shop.test${url}`)
const product: { id: string } | null = { id: '1' }

/** What the call throws instead of answering. */
function thrownBy(call: () => unknown): unknown {
  try {
    call()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown.')
}

describe('a field of the answer', () => {
  it('is handed on, also beside errors about parts of it', () => {
    expect(rootField({ product }, 'product')).toBe(product)
    expect(rootField({ product, errors: [{ message: 'Access denied' }] }, 'product')).toBe(product)
  })

  it('is missing only where the shop answered without errors', () => {
    const missing = thrownBy(() => rootField({ product: null }, 'product'))
    expect(refusal.parse(missing).init.status).toBe(404)
    const unanswered = { product: null, errors: [{ message: 'Throttled' }] }
    expect(refusal.parse(thrownBy(() => rootField(unanswered, 'product'))).init.status).toBe(503)
  })
})

describe('a paged field of the answer', () => {
  const refused = { collection: null, errors: [{ message: 'Invalid cursor' }] }

  it('begins anew where the cursor is refused, with filters and order as they were', () => {
    const url = '/collections/tea?sort_by=price-ascending&cursor=x&direction=next'
    const answer = thrownBy(() => pagedField(refused, 'collection', request(url)))
    if (!(answer instanceof Response)) throw new Error('No redirect was thrown.')
    expect(answer.status).toBe(302)
    expect(answer.headers.get('Location')).toBe('/collections/tea?sort_by=price-ascending')
  })

  it('is as missing or unanswered as any other without a cursor', () => {
    const first = request('/collections/tea')
    expect(refusal.parse(thrownBy(() => pagedField(refused, 'collection', first))).init.status).toBe(503)
    const missing = thrownBy(() =>
      pagedField({ collection: null }, 'collection', request('/collections/x?cursor=a')),
    )
    expect(refusal.parse(missing).init.status).toBe(404)
  })
})
