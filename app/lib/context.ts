/**
 * @module Everything a route's loader may use, made once a request: Storefront API client, cart, session, environment.
 */
import { createHydrogenContext } from '@shopify/hydrogen'
import { parseEnv } from './env.ts'
import { CART_FRAGMENT, CART_MUTATION_FRAGMENT } from './fragments.ts'
import { AppSession } from './session.ts'

/**
 * The context of one request.
 * @throws EnvError where the environment is not complete
 */
export async function createAppContext(request: Request, env: object, executionContext: ExecutionContext) {
  const checked = parseEnv(env)
  const waitUntil = executionContext.waitUntil.bind(executionContext)
  const [cache, session] = await Promise.all([
    caches.open('hydrogen'),
    AppSession.open(request, checked.SESSION_SECRET),
  ])
  return createHydrogenContext(
    {
      env: checked,
      request,
      cache,
      waitUntil,
      session,
      i18n: { language: checked.PUBLIC_STORE_LANGUAGE, country: checked.PUBLIC_STORE_COUNTRY },
      cart: { queryFragment: CART_FRAGMENT, mutateFragment: CART_MUTATION_FRAGMENT },
    },
    { buyerIp: request.headers.get('oxygen-buyer-ip') ?? undefined },
  )
}
