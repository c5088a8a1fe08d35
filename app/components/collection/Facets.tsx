/**
 * @module The form that narrows a list: a plain GET form, sent by itself as soon as something changes.
 */
import { type FormEvent, useRef, useState } from 'react'
import { Form, useSubmit } from 'react-router'
import { Icon } from '~/components/ui/Icon.tsx'
import type { Facet, FacetOf } from '~/lib/facets.ts'
import { chosenSort, SORT_PARAM, type SortChoices } from '~/lib/sorting.ts'
import { PriceFacet } from './PriceFacet.tsx'

interface FacetsProps {
  facets: Facet[]
  params: URLSearchParams
  sorts: SortChoices
  /** Fields that the form must keep: a search's words. */
  keep?: Record<string, string> | undefined
  active: number
}

export function Facets({ facets, params, sorts, keep = {}, active }: FacetsProps) {
  const details = useRef<HTMLDetailsElement>(null)
  const { form, shown, send } = useSentForm(params, sorts[0].value)
  const shut = () => {
    details.current?.removeAttribute('open')
    details.current?.scrollIntoView({ block: 'start' })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  return (
    <details className="facets" ref={details}>
      <summary className="facets__summary">
        <Icon name="filter" size={20} />
        Filter and sort
        {active > 0 && <span className="count">{active}</span>}
      </summary>
      <Form ref={form} method="get" className="facets__form" onSubmit={onSubmit}>
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label className="facet">
          <span className="facet__title">Sort by</span>
          <select className="field" name={SORT_PARAM} value={chosenSort(shown, sorts).value} onChange={send}>
            {sorts.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {facets.map((facet) =>
          facet.kind === 'price' ? (
            <PriceFacet key={facet.id} facet={facet} params={shown} onSettle={send} />
          ) : (
            <ListFacet key={facet.id} facet={facet} params={shown} onChange={send} />
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

/**
 * What the form's fields show: the URL, also after Back, but while a change is under way that change, so that the next
 * one is made to it. Fields are never made anew: the one that is used keeps the focus.
 */
function useSentForm(params: URLSearchParams, usualSort: string) {
  const submit = useSubmit()
  const form = useRef<HTMLFormElement>(null)
  const [sent, setSent] = useState<{ from: string; fields: URLSearchParams } | null>(null)
  const from = params.toString()
  // The URL has moved on: from here it is right again, and so it stays when it comes back to where it was.
  if (sent !== null && sent.from !== from) setSent(null)
  const send = () => {
    if (form.current === null) return
    const fields = tidyFields(form.current, usualSort)
    setSent({ from, fields })
    submit(fields, { preventScrollReset: true, replace: true })
  }
  return { form, shown: sent?.from === from ? sent.fields : params, send }
}

/** The form's fields but those that say nothing: empty ones and the usual order would only clutter the URL. */
function tidyFields(form: HTMLFormElement, usualSort: string): URLSearchParams {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    const says = typeof value === 'string' && value !== '' && !(name === SORT_PARAM && value === usualSort)
    if (says) fields.append(name, value)
  }
  return fields
}

interface ListFacetProps {
  facet: FacetOf<'list'>
  params: URLSearchParams
  onChange: () => void
}

function ListFacet({ facet, params, onChange }: ListFacetProps) {
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
              checked={params.getAll(name).includes(value)}
              onChange={onChange}
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
