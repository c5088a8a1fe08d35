/**
 * @module The customer's orders. Shops without customer accounts say so, with the status of a page that is not there.
 */
import { data, Form, Link } from 'react-router'
import { OrderList } from '~/components/account/OrderList.tsx'
import { Notice } from '~/components/ui/Notice.tsx'
import { CUSTOMER_ORDERS_QUERY } from '~/graphql/customer-account/orders.ts'
import { hasCustomerAccounts } from '~/lib/env.ts'
import { pageMeta } from '~/lib/seo.ts'
import { noteOrders } from '~/recommendations/index.ts'
import type { Route } from './+types/account._index'

const ORDERS = 20

export const meta: Route.MetaFunction = ({ matches }) =>
  pageMeta(matches[0].loaderData, { path: '/account', title: 'Your account', robots: { noIndex: true } })

export async function loader({ context: { env, customerAccount, session } }: Route.LoaderArgs) {
  if (!hasCustomerAccounts(env)) return data({ customer: null }, { status: 404 })
  await customerAccount.handleAuthStatus()
  const answer = await customerAccount.query(CUSTOMER_ORDERS_QUERY, { variables: { first: ORDERS } })
  noteOrders(session, answer.data.customer.orders.nodes)
  return data({ customer: answer.data.customer }, { headers: { 'Cache-Control': 'no-store' } })
}

export const headers: Route.HeadersFunction = ({ loaderHeaders }) => loaderHeaders

export default function AccountPage({ loaderData: { customer } }: Route.ComponentProps) {
  if (customer === null) return <NoAccounts />
  return (
    <div className="page page--narrow">
      <h1 className="page__title">{customer.firstName ? `Hello, ${customer.firstName}` : 'Your account'}</h1>
      {customer.emailAddress?.emailAddress && <p className="lead">{customer.emailAddress.emailAddress}</p>}
      <h2 className="section__title">Orders</h2>
      <OrderList orders={customer.orders.nodes} />
      <Form method="post" action="/account/logout">
        <button type="submit" className="button button--outline">
          Log out
        </button>
      </Form>
    </div>
  )
}

function NoAccounts() {
  return (
    <div className="page">
      <Notice as="h1" title="This shop has no accounts">
        <p>
          You can order without one. The status of an order is behind the link in its confirmation e-mail.
        </p>
        <Link className="button button--outline" to="/collections">
          Browse the collections
        </Link>
      </Notice>
    </div>
  )
}
