/**
 * @module One line of the cart: what it is, how many, and out with it.
 */
import { CartForm } from '@shopify/hydrogen'
import { Link, useFetcher } from 'react-router'
import { Price } from '~/components/product/Price.tsx'
import { Icon, type IconName } from '~/components/ui/Icon.tsx'
import { Illustration } from '~/components/ui/Illustration.tsx'
import type { Line } from '~/lib/cart.ts'
import type { CartActionAnswer } from '~/lib/cart-answer.ts'
import { multiplyMoney } from '~/lib/money.ts'

export function CartLine({ line }: { line: Line }) {
  const { merchandise, quantity, cost } = line
  const { product, image } = merchandise
  const options = merchandise.selectedOptions.filter(({ value }) => value !== 'Default Title')
  const href = `/products/${product.handle}?${new URLSearchParams(options.map(({ name, value }) => [name, value]))}`
  const before = cost?.compareAtAmountPerQuantity ?? merchandise.compareAtPrice
  return (
    <li className="cart-line" data-pending={line.isOptimistic || undefined}>
      {image && (
        <Illustration
          className="cart-line__image"
          data={image}
          aspectRatio="4/5"
          sizes="7rem"
          loading="lazy"
        />
      )}
      <div className="cart-line__text">
        <Link className="cart-line__title" to={href}>
          {product.title}
        </Link>
        {options.length > 0 && (
          <p className="cart-line__options">{options.map(({ value }) => value).join(' / ')}</p>
        )}
        <p className="cart-line__price">
          <Price
            price={cost?.totalAmount ?? multiplyMoney(merchandise.price, quantity)}
            before={before ? multiplyMoney(before, quantity) : null}
          />
        </p>
      </div>
      <div className="cart-line__tools">
        <Quantity line={line} />
        <Remove line={line} />
      </div>
      <Problem line={line} />
    </li>
  )
}

function Quantity({ line }: { line: Line }) {
  const { quantity } = line
  return (
    <div className="stepper">
      <Step line={line} to={quantity - 1} icon="minus" label="One less" disabled={quantity <= 1} />
      <span className="stepper__value">
        <span className="visually-hidden">Quantity </span>
        {quantity}
      </span>
      <Step line={line} to={quantity + 1} icon="plus" label="One more" />
    </div>
  )
}

/** What the shop said to the last change of the line: that it has no more, that it did not answer. */
function Problem({ line }: { line: Line }) {
  const { state, data } = useFetcher<CartActionAnswer>({ key: lineKey(line) })
  if (state !== 'idle' || !data?.problem) return null
  return (
    <p className="field-problem cart-line__problem" role="alert">
      {data.problem}
    </p>
  )
}

/** One key a line: a quick second press replaces the first instead of racing it. */
const lineKey = ({ id }: Line): string => `quantity-${id}`

interface StepProps {
  line: Line
  to: number
  icon: IconName
  label: string
  disabled?: boolean
}

function Step({ line, to, icon, label, disabled = false }: StepProps) {
  return (
    <CartForm
      route="/cart"
      fetcherKey={lineKey(line)}
      action={CartForm.ACTIONS.LinesUpdate}
      inputs={{ lines: [{ id: line.id, quantity: to }] }}
    >
      <button type="submit" className="stepper__button" disabled={disabled || line.isOptimistic}>
        <Icon name={icon} size={18} />
        <span className="visually-hidden">
          {label}: {line.merchandise.product.title}
        </span>
      </button>
    </CartForm>
  )
}

function Remove({ line }: { line: Line }) {
  return (
    <CartForm
      route="/cart"
      fetcherKey={lineKey(line)}
      action={CartForm.ACTIONS.LinesRemove}
      inputs={{ lineIds: [line.id] }}
    >
      <button type="submit" className="text-button" disabled={line.isOptimistic}>
        Remove<span className="visually-hidden">: {line.merchandise.product.title}</span>
      </button>
    </CartForm>
  )
}
