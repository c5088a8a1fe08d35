/**
 * @module Which pictures a product has, and what each of them is to show. The illustrator in local-shop/images draws them.
 */
import type { ColourName } from './colours.ts'
import type { Entry } from './entry.ts'
import { handleOf } from './hash.ts'
import type { Image } from './types.ts'
import type { Combination } from './variants.ts'

export interface Picture {
  image: Image
  entry: Entry
  view: 'front' | 'context' | 'detail'
  /** The colour option's value, or the entry's own colour. */
  colour: ColourName
  /** How many pieces the picture shows. */
  pieces: number
}

const SIZE = { width: 1200, height: 1500 }

function colourNames(entry: Entry): ColourName[] {
  const own = entry.options?.flatMap((option) => option.values.flatMap((value) => value.colour ?? [])) ?? []
  return own.length > 0 ? own : [entry.look.colour ?? 'Oat']
}

function pieceCounts(entry: Entry): number[] {
  const counts =
    entry.options?.flatMap((option) => option.values.flatMap((value) => value.pieces ?? [])) ?? []
  return counts.length > 0 ? counts : [1]
}

function frontPath(entry: Entry, colour: ColourName, pieces: number): string {
  const parts = [handleOf(entry.title)]
  if (colourNames(entry).length > 1) parts.push(handleOf(colour))
  if (pieceCounts(entry).length > 1) parts.push(`${pieces}pc`)
  return `/images/${parts.join('--')}.svg`
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function front(entry: Entry, colour: ColourName, pieces: number): Picture {
  const several = colourNames(entry).length > 1
  const details = [several ? colour.toLowerCase() : '', pieces > 1 ? `set of ${pieces}` : ''].filter(
    (part) => part !== '',
  )
  return {
    image: {
      path: frontPath(entry, colour, pieces),
      alt: details.length === 0 ? entry.title : `${entry.title}, ${details.join(', ')}`,
      ...SIZE,
    },
    entry,
    view: 'front',
    colour,
    pieces,
  }
}

/** Featured picture first, then the scene, the close-up, and a front view of every further variant look. */
export function picturesOf(entry: Entry): Picture[] {
  const [first = 'Oat', ...otherColours] = colourNames(entry)
  const [one = 1, ...otherCounts] = pieceCounts(entry)
  const handle = handleOf(entry.title)
  const scene = (view: 'context' | 'detail', alt: string): Picture => ({
    image: { path: `/images/${handle}--${view}.svg`, alt: sentenceCase(alt), ...SIZE },
    entry,
    view,
    colour: first,
    pieces: 1,
  })
  return [
    front(entry, first, one),
    scene('context', `${entry.title} in a still life`),
    scene('detail', `${entry.title}, seen close up`),
    ...otherCounts.map((pieces) => front(entry, first, pieces)),
    ...otherColours.flatMap((colour) => [one, ...otherCounts].map((pieces) => front(entry, colour, pieces))),
  ]
}

/** The picture that shows what a combination of option values chooses. */
export function pictureFor(entry: Entry, pictures: Picture[], combination: Combination): Image {
  const colour = combination.find(({ value }) => value.colour !== undefined)?.value.colour
  const pieces = combination.find(({ value }) => value.pieces !== undefined)?.value.pieces
  const path = frontPath(
    entry,
    colour ?? colourNames(entry)[0] ?? 'Oat',
    pieces ?? pieceCounts(entry)[0] ?? 1,
  )
  const found = pictures.find(({ image }) => image.path === path)
  if (found === undefined) throw new Error(`No picture ${path} is drawn for "${entry.title}".`)
  return found.image
}
