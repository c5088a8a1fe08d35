/**
 * @module What a department's table says of one product, before ids, stock, dates and pictures are worked out.
 */
import type { ColourName } from './colours.ts'

/** How the illustrator draws the product. Which forms and finishes exist is up to the kind's drawing. */
export interface Look {
  form?: string
  colour?: ColourName
  accent?: ColourName
  finish?: string
  /** Words set on packaging; the product's title without it. */
  label?: string
  motif?: string
}

export interface OptionValue {
  name: string
  colour?: ColourName
  /** Dollars; decides the variant's price. Only one option of a product carries prices. */
  price?: number
  grams?: number
  /** How many pieces a set holds, for the picture. */
  pieces?: number
}

export interface Option {
  name: string
  values: OptionValue[]
}

export interface Entry {
  title: string
  kind: string
  vendor: string
  /** Dollars; absent where an option carries the prices. */
  price?: number
  grams?: number
  options?: Option[]
  look: Look
  tags: string[]
  text: string
  /** Day it came into the shop, for products that came after the simulated year began. */
  arrived?: string
  /** Share taken off the former price, 0.2 for 20 %. */
  reduced?: number
  /** True: every variant is sold out. Otherwise names of option values whose variants are. */
  soldOut?: true | string[]
}

export interface Department {
  /** Three letters that begin its SKUs. */
  code: string
  name: string
  /** The product type of each of its kinds, as a shopper would say it. */
  types: Record<string, string>
  entries: Entry[]
}

/** A colour option whose values carry swatches. */
export function inColours(...names: ColourName[]): Option {
  return { name: 'Color', values: names.map((name) => ({ name, colour: name })) }
}

/** A size option: [name, dollars, grams] each. */
export function inSizes(...sizes: [name: string, price: number, grams: number][]): Option {
  return { name: 'Size', values: sizes.map(([name, price, grams]) => ({ name, price, grams })) }
}

/** Net weights of groceries: [name, dollars, grams] each. */
export function byWeight(...weights: [name: string, price: number, grams: number][]): Option {
  return { name: 'Weight', values: weights.map(([name, price, grams]) => ({ name, price, grams })) }
}

/** Single piece and sets: [pieces, dollars, grams] each. */
export function inSets(...sets: [pieces: number, price: number, grams: number][]): Option {
  return {
    name: 'Set',
    values: sets.map(([pieces, price, grams]) => ({
      name: pieces === 1 ? 'Single' : `Set of ${pieces}`,
      price,
      grams,
      pieces,
    })),
  }
}

/** An option whose values change neither price nor picture: grind, scent strength, initial. */
export function choice(name: string, ...values: string[]): Option {
  return { name, values: values.map((value) => ({ name: value })) }
}

export const grind = choice('Grind', 'Whole Bean', 'Filter', 'Espresso')
