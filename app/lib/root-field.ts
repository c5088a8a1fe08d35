/**
 * @module Tells what is missing from what could not be answered: the Storefront API says both with a null.
 */
import { data, redirect } from 'react-router'

interface Answer {
  /** Set beside what could be answered, under HTTP status 200; Hydrogen's client hands it on without throwing. */
  errors?: readonly { message: string }[] | undefined
}

/**
 * One field of an answer's root, without which the page can't be shown. Errors further down, such as a scope that the
 * merchant has not granted, leave the page standing.
 *
 * @throws Response 404 where the shop has no such thing
 * @throws Response 503 where the shop could not answer
 */
export function rootField<Data extends object, Field extends keyof Data>(
  answer: Data & Answer,
  field: Field,
): NonNullable<Data[Field]> {
  const value = answer[field]
  if (value !== null && value !== undefined) return value
  if (answer.errors === undefined) throw data(null, { status: 404 })
  for (const { message } of answer.errors) console.error(`Storefront API: ${message}`)
  throw data(null, { status: 503 })
}

/**
 * {@link rootField} for lists that are read page by page. A cursor that the shop refuses, because the link is old or was
 * typed over, leads to the first page.
 *
 * @throws Response 302 to the first page, otherwise as {@link rootField}
 */
export function pagedField<Data extends object, Field extends keyof Data>(
  answer: Data & Answer,
  field: Field,
  request: Request,
): NonNullable<Data[Field]> {
  const { pathname, searchParams } = new URL(request.url)
  if (answer.errors !== undefined && answer[field] == null && searchParams.has('cursor')) {
    searchParams.delete('cursor')
    searchParams.delete('direction')
    throw redirect(`${pathname}?${searchParams}`)
  }
  return rootField(answer, field)
}
