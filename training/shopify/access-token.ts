/**
 * @module An access token of the Admin API for an app of the shop's own: Shopify gives it for the app's client id and
 * secret, for a day, and shows it nowhere (OAuth's client credentials grant, RFC 6749, section 4.4).
 */
import { describeIssues } from '@aisle/edge-model/contract'
import { z } from 'zod'
import { InputError } from '../dataset/input-error.ts'

/** A shop that takes longer than this is given up, milliseconds. */
const TIMEOUT = 30_000

export interface AppCredentials {
  clientId: string
  clientSecret: string
}

const grantSchema = z.object({ access_token: z.string().min(1) })

/**
 * Asks the shop for a token.
 * @throws InputError for whatever goes wrong, saying what to do; never with the secret
 */
export async function requestAccessToken(
  shopUrl: string,
  { clientId, clientSecret }: AppCredentials,
): Promise<string> {
  const { origin } = new URL(shopUrl)
  const response = await fetch(`${origin}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }),
    signal: AbortSignal.timeout(TIMEOUT),
  }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new InputError(`${origin} can't be reached: ${reason}. Check the shop URL and the network.`)
  })
  if (!response.ok) {
    throw new InputError(
      `${origin} gave no access token (${response.status}). Check SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET; ` +
        'the app must belong to the same organization as the shop and be installed there.',
    )
  }
  const parsed = grantSchema.safeParse(await response.json().catch(() => null))
  if (parsed.success) return parsed.data.access_token
  throw new InputError(`${origin} answered with no access token: ${describeIssues(parsed.error)}.`)
}
