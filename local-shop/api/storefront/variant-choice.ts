/**
 * @module Choosing variants by option values: the selected one, its neighbours, the first of a value.
 */
import type { SelectedOptionInput } from '@shopify/hydrogen/storefront-api-types'
import type { ProductRecord, VariantRecord } from '../store/records.ts'

export interface ChoiceArgs {
  selectedOptions?: SelectedOptionInput[] | null
  ignoreUnknownOptions?: boolean | null
  caseInsensitiveMatch?: boolean | null
}

const isBuyable = ({ variant }: VariantRecord): boolean => variant.quantityAvailable > 0

/** The variant shown before a choice: the first that can be bought, else the first. */
export function shownVariant(record: ProductRecord): VariantRecord | undefined {
  return record.variants.find(isBuyable) ?? record.variants[0]
}

/**
 * The selected values in the product's option order, null where an option was not chosen; undefined where the choice
 * names an option or a value the product does not have and unknown ones are not to be ignored.
 */
function chosenValues(record: ProductRecord, args: ChoiceArgs): (string | null)[] | undefined {
  const fold = (text: string): string => (args.caseInsensitiveMatch === true ? text.toLowerCase() : text)
  const options = record.product.options
  const chosen: (string | null)[] = options.map(() => null)
  for (const { name, value } of args.selectedOptions ?? []) {
    const at = options.findIndex((option) => fold(option.name) === fold(name))
    const known = options[at]?.values.find((candidate) => fold(candidate.name) === fold(value))
    if (at >= 0 && known !== undefined) chosen[at] = known.name
    else if (at >= 0 || args.ignoreUnknownOptions === false) return undefined
  }
  return chosen
}

const differences = ({ variant }: VariantRecord, values: readonly (string | null)[]): number =>
  values.filter((value, at) => variant.selectedOptions[at]?.value !== value).length

/** The variant with exactly these option values, every option chosen; undefined without one. */
export function variantByOptions(record: ProductRecord, args: ChoiceArgs): VariantRecord | undefined {
  const values = chosenValues(record, args)
  if (values === undefined || values.includes(null)) return undefined
  return record.variants.find((candidate) => differences(candidate, values) === 0)
}

/** The variant of a choice; where nothing (or nothing known) is chosen, the first that can be bought. */
export function selectedOrShownVariant(record: ProductRecord, args: ChoiceArgs): VariantRecord | undefined {
  const values = chosenValues(record, args)
  if (values === undefined) return undefined
  if (values.every((value) => value === null)) return shownVariant(record)
  const fits = record.variants.filter(({ variant }) =>
    values.every((value, at) => value === null || variant.selectedOptions[at]?.value === value),
  )
  return fits.find(isBuyable) ?? fits[0]
}

/** The variants that differ from the choice in exactly one option, by id. */
export function adjacentVariants(record: ProductRecord, args: ChoiceArgs): VariantRecord[] {
  const centre = selectedOrShownVariant(record, args)
  if (centre === undefined) return []
  const values = centre.variant.selectedOptions.map(({ value }) => value)
  return record.variants
    .filter((candidate) => differences(candidate, values) === 1)
    .toSorted((a, b) => a.variant.id - b.variant.id)
}

/** The first variant with this value of the option at `at`: lowest positions of all other options. */
export function firstVariantWith(
  record: ProductRecord,
  at: number,
  value: string,
): VariantRecord | undefined {
  return record.variants.find(({ variant }) => variant.selectedOptions[at]?.value === value)
}

/** Option value positions of variants, for `encodeVariants`. */
export function combinationsOf(record: ProductRecord, variants: readonly VariantRecord[]): number[][] {
  return variants.map(({ variant }) =>
    record.product.options.map((option, at) =>
      option.values.findIndex(({ name }) => name === variant.selectedOptions[at]?.value),
    ),
  )
}
