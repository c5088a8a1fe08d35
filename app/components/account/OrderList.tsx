/**
 * @module The customer's orders, newest first.
 */

import type { CustomerOrdersQuery } from 'customer-accountapi.generated'
import { Link } from 'react-router'
import { Notice } from '~/components/ui/Notice.tsx'
import { formatMoney } from '~/lib/money.ts'

type Order = CustomerOrdersQuery['customer']['orders']['nodes'][number]

export function OrderList({ orders }: { orders: Order[] }) {
  if (orders.length === 0) {
    return (
      <Notice title="No orders yet">
        <Link className="button button--outline" to="/collections">
          Browse the collections
        </Link>
      </Notice>
    )
  }
  return (
    <ul className="orders">
      {orders.map((order) => (
        <li key={order.id} className="orders__order">
          <a className="orders__name" href={order.statusPageUrl}>
            Order {order.name}
          </a>
          <p>
            <time dateTime={order.processedAt}>{formatDay(order.processedAt)}</time>,{' '}
            {formatMoney(order.totalPrice)}
          </p>
          <p className="orders__lines">
            {order.lineItems.nodes.map(({ title, quantity }) => `${quantity} × ${title}`).join(', ')}
          </p>
        </li>
      ))}
    </ul>
  )
}

const formatDay = (date: string): string =>
  new Date(date).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' })
