/**
 * @module How many pieces: a number field, so that it works without JavaScript, between two buttons.
 */
import { type ChangeEvent, type KeyboardEvent, useId, useState } from 'react'
import { Icon } from '~/components/ui/Icon.tsx'
import { useHydrated } from '~/components/ui/use-hydrated.ts'

interface QuantityFieldProps {
  value: number
  onChange: (value: number) => void
}

/** Nobody carries more home at once. */
const MOST = 99

/** The nearest quantity that can be bought; 1 for what is no number. */
const clamp = (quantity: number): number => Math.min(Math.max(Math.trunc(quantity) || 1, 1), MOST)

export function QuantityField({ value, onChange }: QuantityFieldProps) {
  const id = useId()
  const hydrated = useHydrated()
  // What is being typed may be no quantity yet: an emptied field must not fill itself again.
  const [draft, setDraft] = useState<string | null>(null)
  const change = (to: number) => {
    setDraft(null)
    onChange(clamp(to))
  }
  const onType = ({ target }: ChangeEvent<HTMLInputElement>) => {
    setDraft(target.value)
    onChange(clamp(target.valueAsNumber))
  }
  const settle = () => setDraft(null)
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
        required
        min={1}
        max={MOST}
        value={draft ?? value}
        onChange={onType}
        onBlur={settle}
        // Enter sends the form: with what counts, not with what was typed.
        onKeyDown={({ key }: KeyboardEvent) => key === 'Enter' && settle()}
      />
      <button
        type="button"
        className="stepper__button"
        disabled={!hydrated || value >= MOST}
        onClick={() => change(value + 1)}
      >
        <Icon name="plus" size={18} />
        <span className="visually-hidden">One more</span>
      </button>
    </div>
  )
}
