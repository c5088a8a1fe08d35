/**
 * @module The customer's orders, newest first.
 */

import type { CustomerOrdersQuery } from 'customer-accountapi.generated'
import { Link } from 'react-router'
import { Notice } from '~/components/ui/Notice.tsx'
import { useFormatMoney, useLocale } from '~/lib/use-shop.ts'

type Order = CustomerOrdersQuery['customer']['orders']['nodes'][number]

export function OrderList({ orders }: { orders: Order[] }) {
  const formatMoney = useFormatMoney()
  const locale = useLocale()
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
            <time dateTime={order.processedAt}>{formatDay(order.processedAt, locale)}</time>,{' '}
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

const formatDay = (date: string, locale: string): string =>
  new Date(date).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' })
