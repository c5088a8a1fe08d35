/**
 * @module POST /consent: keeps in the session what the shopper chose in Shopify's privacy banner. Only the shop's own pages
 * may: else a form on another site could consent for the shopper, which React Router prevents for pages alone.
 */
import { z } from 'zod'
import { isOwnPage } from '~/lib/own-page.ts'
import { setConsent } from '~/recommendations/index.ts'
import type { Route } from './+types/consent'

const choiceSchema = z.object({ allowed: z.enum(['true', 'false']) })

export async function action({ request, context }: Route.ActionArgs) {
  if (!isOwnPage(request)) return new Response('Only a page of the shop may send this.', { status: 403 })
  const form = await request.formData().catch(() => new FormData())
  const choice = choiceSchema.safeParse(Object.fromEntries(form))
  if (!choice.success) return new Response('Send allowed=true or allowed=false.', { status: 400 })
  setConsent(context.session, choice.data.allowed === 'true')
  return new Response(null, { status: 204 })
}
