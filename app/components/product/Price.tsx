/**
 * @module A price, with the one before it where it was reduced.
 */
import { isReduced, type MoneyLike } from '~/lib/money.ts'
import { useFormatMoney } from '~/lib/use-shop.ts'

interface PriceProps {
  price: MoneyLike
  before?: MoneyLike | null | undefined
  /** The product has dearer variants too. */
  from?: boolean
}

export function Price({ price, before, from = false }: PriceProps) {
  const formatMoney = useFormatMoney()
  const reduced = isReduced(price, before)
  return (
    <span className="price" data-reduced={reduced || undefined}>
      {from && <span className="price__from">From </span>}
      {reduced && <span className="visually-hidden">Now </span>}
      <span className="price__now">{formatMoney(price)}</span>
      {reduced && (
        <>
          <span className="visually-hidden">, was </span>
          <s className="price__before">{formatMoney(before)}</s>
        </>
      )}
    </span>
  )
}
