/**
 * @module The filters in force, each a link that takes it away.
 */
import { Link } from 'react-router'
import { Icon } from '~/components/ui/Icon.tsx'
import {
  describeFilter,
  filterParams,
  type ListFilter,
  withoutFilter,
  withoutFilters,
} from '~/lib/filters.ts'
import { useFormatMoney, useShop } from '~/lib/use-shop.ts'

interface ActiveFiltersProps {
  filters: ListFilter[]
  params: URLSearchParams
}

export function ActiveFilters({ filters, params }: ActiveFiltersProps) {
  const formatMoney = useFormatMoney()
  const currencyCode = useShop()?.currency ?? 'USD'
  if (filters.length === 0) return null
  const money = (amount: number) => formatMoney({ amount: String(amount), currencyCode })
  return (
    <ul className="chips" aria-label="Filters in force">
      {filters.map((filter) => (
        <li key={filterParams(filter).join()}>
          <Link className="chip" to={withoutFilter(params, filter)} preventScrollReset replace>
            <span className="visually-hidden">Remove filter </span>
            {describeFilter(filter, money)}
            <Icon name="close" size={16} />
          </Link>
        </li>
      ))}
      <li>
        <Link className="chip chip--clear" to={withoutFilters(params)} preventScrollReset replace>
          Clear all
        </Link>
      </li>
    </ul>
  )
}
