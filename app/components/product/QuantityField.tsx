/**
 * @module How many pieces: a number field, so that it works without JavaScript, between two buttons.
 */
import { useId } from 'react'
import { Icon } from '~/components/ui/Icon.tsx'
import { useHydrated } from '~/components/ui/use-hydrated.ts'

interface QuantityFieldProps {
  value: number
  /** Pieces in stock; null where the shop does not tell. */
  most: number | null
  onChange: (value: number) => void
}

/** Nobody carries more home at once. */
const MOST = 99

export function QuantityField({ value, most, onChange }: QuantityFieldProps) {
  const id = useId()
  const hydrated = useHydrated()
  // Shops that sell beyond their stock tell zero or less.
  const limit = most !== null && most > 0 ? Math.min(most, MOST) : MOST
  const change = (to: number) => onChange(Math.min(Math.max(Math.trunc(to) || 1, 1), limit))
  return (
    <div className="stepper stepper--field">
      <label className="visually-hidden" htmlFor={id}>
        Quantity
      </label>
      <button
        type="button"
        className="stepper__button"
        disabled={!hydrated || value <= 1}
        onClick={() => change(value - 1)}
      >
        <Icon name="minus" size={18} />
        <span className="visually-hidden">One less</span>
      </button>
      <input
        id={id}
        className="stepper__input"
        type="number"
        name="quantity"
        inputMode="numeric"
        min={1}
        max={limit}
        value={value}
        onChange={(event) => change(event.target.valueAsNumber)}
      />
      <button
        type="button"
        className="stepper__button"
        disabled={!hydrated || value >= limit}
        onClick={() => change(value + 1)}
      >
        <Icon name="plus" size={18} />
        <span className="visually-hidden">One more</span>
      </button>
    </div>
  )
}
