/**
 * @module POST /graphql as a storefront asks it, and the Storefront API behind it.
 */
import { vi } from 'vitest'
import { z } from 'zod'
import type { Isolate } from './isolate.ts'
import { STOREFRONT_API_URL } from './shop-release.ts'

export const answerSchema = z.object({
  data: z.record(z.string(), z.json()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.object({ code: z.string() }).partial().optional(),
      }),
    )
    .optional(),
})

export async function query(worker: Isolate, text: string, variables: Record<string, unknown> = {}) {
  const response = await worker.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: text, variables }),
  })
  return answerSchema.parse(await response.json())
}

/** Calls of the Storefront API, which are let through. */
export function watchStorefront() {
  const fetches = vi.spyOn(globalThis, 'fetch')
  return () =>
    fetches.mock.calls.filter(([url]) => url === STOREFRONT_API_URL).map(([, init]) => String(init?.body))
}

/** The Storefront API answers this instead. */
export const storefrontAnswers = (answer: () => Promise<Response>) =>
  vi.spyOn(globalThis, 'fetch').mockImplementation(answer)
