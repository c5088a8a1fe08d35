/**
 * @module The cart's page, and the one action that changes a cart.
 */
import { Analytics } from '@shopify/hydrogen'
import { data, redirect } from 'react-router'
import { CartContents } from '~/components/cart/CartContents.tsx'
import { NO_ANSWER } from '~/lib/cart-answer.ts'
import { changeCart } from '~/lib/change-cart.ts'
import { readCart } from '~/lib/read-cart.ts'
import { pageMeta } from '~/lib/seo.ts'
import {
  loadPage,
  noteCart,
  productsInCart,
  RecommendationShelves,
  sendEvents,
} from '~/recommendations/index.ts'
import type { Route } from './+types/cart'

export const meta: Route.MetaFunction = ({ matches }) =>
  pageMeta(matches[0].loaderData, { path: '/cart', title: 'Your cart', robots: { noIndex: true } })

/** Only a cart's id changes cookies, and it does so in the action. */
export const headers: Route.HeadersFunction = ({ actionHeaders }) => actionHeaders

export async function loader({ context, request }: Route.LoaderArgs) {
  const cart = await readCart(context.cart)
  return { cart, ...loadDeferredData(context, await productsInCart(context, request)) }
}

function loadDeferredData(context: Route.LoaderArgs['context'], inCart: string[]) {
  return {
    shelves: loadPage({
      context,
      page: 'cart',
      seeds: inCart,
      exclude: inCart,
      nativeFor: inCart.at(-1),
    }),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { answer, status, headers, held, addedFrom } = await changeCart(context.cart, request)
  if (held !== null) noteCart(context.session, held)
  if (addedFrom !== null) sendEvents(context, [{ type: 'add', slot: addedFrom }])
  // A form sent without JavaScript: the cart is shown by a GET, so that reloading adds nothing twice.
  if (request.headers.get('Sec-Fetch-Mode') === 'navigate' && answer.problem === null) {
    return redirect('/cart', { status: 303, headers })
  }
  return data(answer, { status, headers })
}

/** A lost connection is a change that was not made: the form says so, and the page around it stays. */
export async function clientAction({ serverAction }: Route.ClientActionArgs) {
  try {
    return await serverAction()
  } catch (error) {
    if (error instanceof Response) throw error
    return data({ problem: NO_ANSWER }, { status: 503 })
  }
}

export default function CartPage({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <div className="page">
      <h1 className="page__title">Your cart</h1>
      {actionData?.problem && (
        <p className="field-problem" role="alert">
          {actionData.problem}
        </p>
      )}
      <CartContents cart={loaderData.cart} place="page" />
      <RecommendationShelves page={loaderData.shelves} className="section" />
      <Analytics.CartView />
    </div>
  )
}
