/**
 * @module The cheapest and the dearest price that a list is narrowed to: sent once they are typed, not at every digit.
 */
import { useEffect, useRef } from 'react'
import type { FacetOf } from '~/lib/facets.ts'
import { PRICE_NAMES } from '~/lib/filters.ts'

interface PriceFacetProps {
  facet: FacetOf<'price'>
  params: URLSearchParams
  /** Called when a price was changed and left; Enter sends the form itself. */
  onSettle: () => void
}

export function PriceFacet({ facet, params, onSettle }: PriceFacetProps) {
  const field = (label: string, end: 'min' | 'max') => (
    <PriceField
      label={label}
      name={PRICE_NAMES[end]}
      value={params.get(PRICE_NAMES[end]) ?? ''}
      placeholder={facet[end]}
      onSettle={onSettle}
    />
  )
  return (
    <fieldset className="facet">
      <legend className="facet__title">{facet.label}</legend>
      <div className="facet__range">
        {field('From', 'min')}
        {field('To', 'max')}
      </div>
    </fieldset>
  )
}

interface PriceFieldProps {
  label: string
  name: string
  value: string
  placeholder: number | undefined
  onSettle: () => void
}

function PriceField({ label, name, value, placeholder, onSettle }: PriceFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  // The shopper's between two changes of the URL: only a new value there is written into it.
  useEffect(() => {
    if (input.current !== null && input.current.value !== value) input.current.value = value
  }, [value])
  return (
    <label className="facet__price">
      <span>{label}</span>
      <input
        ref={input}
        className="field"
        type="number"
        inputMode="decimal"
        min={0}
        step="any"
        name={name}
        defaultValue={value}
        onBlur={(event) => event.target.value !== value && onSettle()}
        placeholder={placeholder === undefined ? '' : String(Math.round(placeholder))}
      />
    </label>
  )
}
