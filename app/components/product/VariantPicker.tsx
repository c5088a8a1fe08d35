/**
 * @module The product's options. Every value is a link, so that a variant has an address and needs no JavaScript.
 */
import type { MappedProductOptions } from '@shopify/hydrogen'
import { useId } from 'react'
import { Link } from 'react-router'

type Value = MappedProductOptions['optionValues'][number]

export function VariantPicker({ options }: { options: MappedProductOptions[] }) {
  // One option with one value is no choice: Shopify's “Title: Default Title”, or a mug in one colour.
  const choices = options.filter(({ optionValues }) => optionValues.length > 1)
  if (choices.length === 0) return null
  return (
    <div className="variants">
      {choices.map((option) => (
        <OptionValues key={option.name} option={option} />
      ))}
    </div>
  )
}

function OptionValues({ option }: { option: MappedProductOptions }) {
  const titleId = useId()
  const selected = option.optionValues.find((value) => value.selected)
  const swatches = option.optionValues.some(({ swatch }) => swatch?.color)
  return (
    <div className="variants__option">
      <p className="variants__name" id={titleId}>
        {option.name}
        {selected && <span className="variants__chosen">{selected.name}</span>}
      </p>
      <ul className="variants__values" aria-labelledby={titleId} data-swatches={swatches || undefined}>
        {option.optionValues.map((value) => (
          <li key={value.name}>
            <ValueLink value={value} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function ValueLink({ value }: { value: Value }) {
  const { name, selected, exists, available, swatch, handle, variantUriQuery } = value
  const colour = swatch?.color
  const content = (
    <>
      {colour && <span className="swatch" style={{ backgroundColor: colour }} />}
      <span className={colour ? 'visually-hidden' : undefined}>{name}</span>
      {!available && <span className="visually-hidden">{exists ? ', sold out' : ', not made'}</span>}
    </>
  )
  const className = colour ? 'variant variant--swatch' : 'variant'
  if (!exists) return <span className={`${className} variant--missing`}>{content}</span>
  return (
    <Link
      className={className}
      to={`/products/${handle}?${variantUriQuery}`}
      title={colour ? name : undefined}
      aria-current={selected ? 'true' : undefined}
      data-sold-out={!available || undefined}
      prefetch="intent"
      preventScrollReset
      replace
    >
      {content}
    </Link>
  )
}
