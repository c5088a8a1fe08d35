/**
 * @module From the departments' tables to products.
 */
import { colours } from './colours.ts'
import { departments } from './departments/index.ts'
import type { Department, Entry } from './entry.ts'
import { handleOf, hash, share } from './hash.ts'
import { type Picture, pictureFor, picturesOf } from './pictures.ts'
import type { Product } from './types.ts'
import { variantsOf } from './variants.ts'

/** Products that were in the shop before the simulated year arrived between these days. */
const OPENING = Date.UTC(2023, 2, 1)
const YEAR_BEGINS = Date.UTC(2025, 9, 28)

const DAY = 86_400_000

function publishedAt(entry: Entry): string {
  const hour = 8 + Math.floor(share(`hour ${entry.title}`) * 9)
  const minute = Math.floor(share(`minute ${entry.title}`) * 60)
  const clock = `T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00.000Z`
  if (entry.arrived !== undefined) return entry.arrived + clock
  const days = Math.floor((share(`day ${entry.title}`) * (YEAR_BEGINS - OPENING)) / DAY)
  return new Date(OPENING + days * DAY).toISOString().slice(0, 10) + clock
}

function productOf(department: Department, entry: Entry, place: number): Product {
  const handle = handleOf(entry.title)
  const productType = department.types[entry.kind]
  if (productType === undefined)
    throw new Error(`"${entry.title}" is of a kind ${department.name} does not carry.`)
  const pictures = picturesOf(entry)
  const sku = `${department.code}-${String(place).padStart(3, '0')}`
  return {
    id: 8_100_000_000_000 + hash(`product ${handle}`),
    handle,
    title: entry.title,
    vendor: entry.vendor,
    productType,
    kind: entry.kind,
    description: entry.text,
    tags: [...entry.tags].sort(),
    options:
      entry.options === undefined
        ? [{ name: 'Title', values: [{ name: 'Default Title', swatch: null }] }]
        : entry.options.map((option) => ({
            name: option.name,
            values: option.values.map(({ name, colour }) => ({
              name,
              swatch: colour === undefined ? null : colours[colour],
            })),
          })),
    variants: variantsOf(entry, sku, (combination) => pictureFor(entry, pictures, combination)),
    images: pictures.map(({ image }) => image),
    publishedAt: publishedAt(entry),
  }
}

/** Every product, department by department. */
export function buildProducts(): Product[] {
  return departments.flatMap((department) =>
    department.entries.map((entry, i) => productOf(department, entry, 101 + i)),
  )
}

/** Every product's pictures, for the illustrator. */
export function allPictures(): Picture[] {
  return departments.flatMap((department) => department.entries.flatMap(picturesOf))
}
