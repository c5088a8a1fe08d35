/**
 * @module POST /consent: keeps in the session what the shopper chose in Shopify's privacy banner.
 */
import { z } from 'zod'
import { setConsent } from '~/recommendations/index.ts'
import type { Route } from './+types/consent'

const choiceSchema = z.object({ allowed: z.enum(['true', 'false']) })

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData().catch(() => new FormData())
  const choice = choiceSchema.safeParse(Object.fromEntries(form))
  if (!choice.success) return new Response('Send allowed=true or allowed=false.', { status: 400 })
  setConsent(context.session, choice.data.allowed === 'true')
  return new Response(null, { status: 204 })
}
