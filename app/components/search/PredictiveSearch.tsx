/**
 * @module The search field with suggestions: the combobox pattern of the ARIA Authoring Practices, over a plain form.
 */
import { type ChangeEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Form, useFetcher, useNavigate } from 'react-router'
import { useAnnounce } from '~/components/layout/Announcer.tsx'
import { useAside } from '~/components/layout/Aside.tsx'
import { Icon } from '~/components/ui/Icon.tsx'
import { MOST_CHARACTERS, TERM_PARAM } from '~/lib/search-term.ts'
import type { loader } from '~/routes/search.suggest.ts'
import { SuggestionList } from './SuggestionList.tsx'

/** Milliseconds without a key before suggestions are asked for. */
const PAUSE = 160

export function PredictiveSearch() {
  const listId = useId()
  const [term, setTerm] = useState('')
  const [active, setActive] = useState(-1)
  const { close } = useAside()
  const navigate = useNavigate()
  const { suggestions, busy } = useSuggestions(term)
  const targets = suggestions.flatMap(({ options }) => options.map(({ to }) => to))
  const optionId = (index: number) => `${listId}-${index}`

  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    setTerm(event.target.value)
    setActive(-1)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = targets[active]
    if (event.key === 'Enter' && target !== undefined) {
      event.preventDefault()
      close()
      navigate(target)
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const step = event.key === 'ArrowDown' ? 1 : -1
    // -1 is the field itself: the way round leads through it.
    setActive((now) => ((now + 1 + step + targets.length + 1) % (targets.length + 1)) - 1)
  }

  return (
    <search className="search">
      <Form action="/search" method="get" className="search__form" onSubmit={close}>
        <Icon name="search" />
        <input
          className="search__field"
          type="search"
          name={TERM_PARAM}
          aria-label="Search the shop"
          placeholder="What are you looking for?"
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={MOST_CHARACTERS}
          data-first-focus
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={targets.length > 0}
          aria-controls={listId}
          aria-activedescendant={active >= 0 ? optionId(active) : undefined}
          value={term}
          onChange={onChange}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="button button--solid">
          Search
        </button>
      </Form>
      <SuggestionList
        id={listId}
        optionId={optionId}
        groups={suggestions}
        active={active}
        term={term.trim()}
        busy={busy}
      />
    </search>
  )
}

/** Suggestions for what has been typed, asked for once the typing pauses, and how many there are read out. */
function useSuggestions(typed: string) {
  const fetcher = useFetcher<typeof loader>()
  const announce = useAnnounce()
  const { load } = fetcher
  const term = typed.trim()
  const asked = useRef('')

  useEffect(() => {
    if (term === '' || term === asked.current) return
    const timer = setTimeout(() => {
      asked.current = term
      load(`/search/suggest?${new URLSearchParams({ [TERM_PARAM]: term })}`)
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [term, load])

  const data = fetcher.data
  useEffect(() => {
    if (data === undefined) return
    const count = data.groups.reduce((sum, { options }) => sum + options.length, 0)
    announce(count === 0 ? `No suggestions for ${data.term}` : `${count} suggestions`)
  }, [data, announce])

  const fresh = term !== '' && data !== undefined
  return { suggestions: fresh ? data.groups : [], busy: term !== '' && data?.term !== term }
}
