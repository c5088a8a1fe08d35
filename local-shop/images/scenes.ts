/**
 * @module The three views of a product: on its own, in company, and close up.
 */
import { colours } from '../catalog/colours.ts'
import { kinds } from '../catalog/kinds.ts'
import type { Picture } from '../catalog/pictures.ts'
import { backdrop, schemeFor, shapeFor } from './backdrop.ts'
import { drawings } from './drawings/index.ts'
import type { Drawing, Pen } from './pen.ts'
import { propFor } from './props.ts'
import { hash } from './random.ts'
import { arrange, fit, groupings, type Placed } from './still-life.ts'

export const WIDTH = 1200
export const HEIGHT = 1500

/** One piece in the middle. */
const ALONE: [number, number][] = [[0, 0]]

/** Kinds that hang or lie so large that they are no company for a cup. */
export const shy = new Set([
  'apron',
  'tea-towel',
  'tablecloth',
  'throw',
  'cushion',
  'bath-mat',
  'chef-knife',
  'secateurs',
  'garden-gloves',
  'ornament',
  'frying-pan',
])

export function draw(pen: Pen, { entry, colour }: Pick<Picture, 'entry' | 'colour'>): Drawing {
  const { look } = entry
  const paint = drawings[entry.kind]
  if (paint === undefined) throw new Error(`Nothing draws the kind ${entry.kind}.`)
  return paint(pen, {
    form: look.form ?? '',
    colour: colours[colour],
    accent: colours[look.accent ?? 'Ember'],
    finish: look.finish ?? 'plain',
    label: { title: look.label ?? entry.title, maker: entry.vendor, motif: look.motif ?? 'sun' },
  })
}

function inkOf({ entry, colour }: Picture): string[] {
  return [colours[colour], colours[entry.look.accent ?? colour]]
}

export function front(pen: Pen, picture: Picture): string {
  const drawing = draw(pen, picture)
  const seed = picture.entry.title
  const scheme = schemeFor(seed, inkOf(picture).slice(0, 1), false)
  const hangs = drawing.foot === 0
  const group = groupings[picture.pieces] ?? ALONE
  const places = hangs ? group.map(([dx]): [number, number] => [dx, 0]) : group
  const across = places.map(([dx]) => dx)
  const columns = Math.max(...across) - Math.min(...across) + 1
  const scale = fit(
    { width: drawing.width * columns, height: drawing.height },
    hangs && columns === 1 ? 860 : columns > 1 || drawing.width > drawing.height * 2 ? 960 : 800,
    hangs ? 960 : columns > 1 ? 760 : 820,
  )
  const y = hangs
    ? Math.min(1200, 720 + (drawing.height * scale) / 2)
    : 1100 + 130 * Math.min(1, (drawing.height * scale) / 800)
  const horizon = hangs ? 1330 : y - 165
  const placed: Placed[] = places.map(([dx, dy]) => ({
    drawing,
    x: WIDTH / 2 + (dx - (Math.max(...across) + Math.min(...across)) / 2) * drawing.width * scale,
    y: y + dy * 230,
    scale: scale * (1 + dy * 0.18),
  }))
  return backdrop(pen, scheme, shapeFor(seed), WIDTH, HEIGHT, horizon) + arrange(pen, placed, scheme.table)
}

/** A product that goes with this one and stands well beside it. */
function companionOf(picture: Picture, onOffer: Map<string, Picture[]>): Picture | undefined {
  const complements = kinds.find(({ key }) => key === picture.entry.kind)?.complements ?? []
  const candidates = complements
    .filter(({ kind }) => !shy.has(kind))
    .slice(0, 3)
    .flatMap(({ kind }) => onOffer.get(kind) ?? [])
  return candidates[hash(`company ${picture.entry.title}`) % Math.max(1, candidates.length)]
}

export function context(pen: Pen, picture: Picture, onOffer: Map<string, Picture[]>): string {
  const drawing = draw(pen, picture)
  const seed = `${picture.entry.title} scene`
  const friend = companionOf(picture, onOffer)
  const second = friend === undefined ? undefined : draw(pen, friend)
  const scheme = schemeFor(
    seed,
    [...inkOf(picture), ...(friend === undefined ? [] : inkOf(friend).slice(0, 1))],
    true,
  )
  const hangs = drawing.foot === 0
  const left = hash(seed) % 2 === 0 ? -1 : 1
  const scale = fit(drawing, hangs ? 700 : 680, hangs ? 840 : 790)
  const prop = propFor(seed)
  const placed: Placed[] = [
    { drawing, x: WIDTH / 2 + left * 165, y: hangs ? 960 : 1240, scale },
    { drawing: prop, x: WIDTH / 2 - left * (hangs ? 110 : 270), y: 1360, scale: 1.75 },
  ]
  if (second !== undefined) {
    const size = Math.min(fit(second, 600, 780), Math.max(scale, fit(second, 340, 430)))
    placed.push({ drawing: second, x: WIDTH / 2 - left * 275, y: 1130, scale: size })
  }
  return backdrop(pen, scheme, shapeFor(seed), WIDTH, HEIGHT, 1010) + arrange(pen, placed, scheme.table)
}

export function detail(pen: Pen, picture: Picture): string {
  const drawing = draw(pen, picture)
  const seed = `${picture.entry.title} close`
  const scheme = schemeFor(seed, inkOf(picture), hash(seed) % 3 !== 0)
  const hangs = drawing.foot === 0
  const filling = Math.max(WIDTH / drawing.width, (HEIGHT * 0.8) / drawing.height)
  const scale = Math.min(filling, fit(drawing, 800, 820) * 1.75)
  const side = hash(seed) % 2 === 0 ? -1 : 1
  const tall = drawing.height * scale
  const y = hangs ? 300 + tall : Math.min(1400 + tall * 0.2, 230 + tall)
  const placed: Placed[] = [{ drawing, x: WIDTH / 2 + side * drawing.width * scale * 0.16, y, scale }]
  return (
    backdrop(pen, scheme, 'plain', WIDTH, HEIGHT, Math.min(1370, y - 120)) +
    arrange(pen, placed, scheme.table)
  )
}
