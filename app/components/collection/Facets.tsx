/**
 * @module The form that narrows a list: a plain GET form, sent by itself as soon as something changes.
 */
import { useRef } from 'react'
import { Form, useSubmit } from 'react-router'
import { Icon } from '~/components/ui/Icon.tsx'
import type { Facet, FacetOf } from '~/lib/facets.ts'
import { PRICE_NAMES } from '~/lib/filters.ts'
import { SORT_PARAM } from '~/lib/sorting.ts'

interface FacetsProps {
  facets: Facet[]
  params: URLSearchParams
  sorts: readonly { value: string; label: string }[]
  sort: string
  /** Fields that the form must keep: a search's words. */
  keep?: Record<string, string> | undefined
  active: number
}

export function Facets({ facets, params, sorts, sort, keep = {}, active }: FacetsProps) {
  const submit = useSubmit()
  const details = useRef<HTMLDetailsElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const send = () => {
    if (form.current === null) return
    submit(tidyFields(form.current, sorts[0]?.value), { preventScrollReset: true, replace: true })
  }
  const shut = () => {
    details.current?.removeAttribute('open')
    details.current?.scrollIntoView({ block: 'start' })
  }
  return (
    <details className="facets" ref={details}>
      <summary className="facets__summary">
        <Icon name="filter" size={20} />
        Filter and sort
        {active > 0 && <span className="count">{active}</span>}
      </summary>
      {/* A key a URL: fields show what the URL says also after Back. */}
      <Form ref={form} method="get" className="facets__form" key={params.toString()} onChange={send}>
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label className="facet">
          <span className="facet__title">Sort by</span>
          <select className="field" name={SORT_PARAM} defaultValue={sort}>
            {sorts.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {facets.map((facet) =>
          facet.kind === 'price' ? (
            <PriceFacet key={facet.id} facet={facet} params={params} />
          ) : (
            <ListFacet key={facet.id} facet={facet} params={params} />
          ),
        )}
        <button type="submit" className="button button--outline needs-no-js">
          Apply
        </button>
        <button type="button" className="button button--solid facets__done" onClick={shut}>
          Show products
        </button>
      </Form>
    </details>
  )
}

/** The form's fields but those that say nothing: empty ones and the usual order would only clutter the URL. */
function tidyFields(form: HTMLFormElement, usualSort: string | undefined): URLSearchParams {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    const says = typeof value === 'string' && value !== '' && !(name === SORT_PARAM && value === usualSort)
    if (says) fields.append(name, value)
  }
  return fields
}

function ListFacet({ facet, params }: { facet: FacetOf<'list'>; params: URLSearchParams }) {
  return (
    <fieldset className="facet">
      <legend className="facet__title">{facet.label}</legend>
      <div className="facet__values">
        {facet.values.map(({ id, label, count, name, value, colour }) => (
          <label key={id} className="check" data-empty={count === 0 || undefined}>
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={params.getAll(name).includes(value)}
            />
            {colour && <span className="swatch" style={{ backgroundColor: colour }} />}
            <span className="check__label">{label}</span>
            <span className="check__count">
              {count}
              <span className="visually-hidden"> products</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function PriceFacet({ facet, params }: { facet: FacetOf<'price'>; params: URLSearchParams }) {
  return (
    <fieldset className="facet">
      <legend className="facet__title">{facet.label}</legend>
      <div className="facet__range">
        <PriceField label="From" name={PRICE_NAMES.min} params={params} placeholder={facet.min} />
        <PriceField label="To" name={PRICE_NAMES.max} params={params} placeholder={facet.max} />
      </div>
    </fieldset>
  )
}

interface PriceFieldProps {
  label: string
  name: string
  params: URLSearchParams
  placeholder: number | undefined
}

function PriceField({ label, name, params, placeholder }: PriceFieldProps) {
  return (
    <label className="facet__price">
      <span>{label}</span>
      <input
        className="field"
        type="number"
        inputMode="decimal"
        min={0}
        step="any"
        name={name}
        defaultValue={params.get(name) ?? ''}
        placeholder={placeholder === undefined ? '' : String(Math.round(placeholder))}
      />
    </label>
  )
}
