/**
 * @module The suggestions below the search field. The field keeps the focus; the arrow keys move the mark.
 */
import { useEffect } from 'react'
import { Link } from 'react-router'
import { Illustration } from '~/components/ui/Illustration.tsx'
import type { Suggestion, SuggestionGroup } from '~/lib/suggestions.ts'
import { useFormatMoney } from '~/lib/use-shop.ts'

interface SuggestionListProps {
  id: string
  optionId: (index: number) => string
  groups: SuggestionGroup[]
  /** Index of the marked option over all groups, -1 for none. */
  active: number
  term: string
  busy: boolean
}

export function SuggestionList({ id, optionId, groups, active, term, busy }: SuggestionListProps) {
  useEffect(() => {
    if (active >= 0) document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' })
  }, [active, optionId])

  const none = groups.length === 0
  let index = 0
  return (
    <>
      {none && term !== '' && !busy && <p className="search__none">Nothing fits “{term}” yet.</p>}
      <div
        id={id}
        className="suggestions"
        role="listbox"
        aria-label="Suggestions"
        hidden={none}
        data-busy={busy || undefined}
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox may hold groups, but no fieldset
          <div
            key={group.kind}
            className={`suggestions__group suggestions__group--${group.kind}`}
            role="group"
            aria-label={group.title}
          >
            <p className="suggestions__title" aria-hidden="true">
              {group.title}
            </p>
            {group.options.map((option) => {
              const at = index++
              return <Option key={option.to} id={optionId(at)} option={option} marked={at === active} />
            })}
          </div>
        ))}
      </div>
    </>
  )
}

function Option({ id, option, marked }: { id: string; option: Suggestion; marked: boolean }) {
  const formatMoney = useFormatMoney()
  return (
    <Link id={id} className="suggestion" role="option" aria-selected={marked} tabIndex={-1} to={option.to}>
      {option.image && (
        <Illustration
          className="suggestion__image"
          data={option.image}
          aspectRatio="4/5"
          sizes="3.5rem"
          loading="lazy"
        />
      )}
      <span className="suggestion__title">{option.title}</span>
      {option.price && <span className="suggestion__price">{formatMoney(option.price)}</span>}
    </Link>
  )
}
