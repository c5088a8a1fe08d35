/**
 * @module Patterns woven into cloth.
 */
import { shade, tint } from './colour.ts'
import { d, ellipse, line, path, rect } from './pen.ts'

/** Fills the box from (x, y) with a cloth pattern; `unit` scales it (1 for a hung towel). An unknown name is plain linen. */
export function weave(
  name: string,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: string,
  accent: string,
  unit: number,
): string {
  const columns = (step: number, one: (at: number, i: number) => string) =>
    Array.from({ length: Math.ceil(width / step) + 1 }, (_, i) => one(x + i * step, i)).join('')
  const rows = (step: number, one: (at: number, i: number) => string) =>
    Array.from({ length: Math.ceil(height / step) + 1 }, (_, i) => one(y + height - i * step, i)).join('')
  const slub = rows(13 * unit, (at, i) =>
    line(
      d`M${x + ((i * 37) % 50)} ${at}h${width * (0.3 + ((i * 29) % 40) / 100)}`,
      i % 2 === 0 ? shade(colour, 0.2) : tint(colour, 0.4),
      0.8 * unit,
      { opacity: 0.4 },
    ),
  )
  switch (name) {
    case 'stripe':
      return (
        slub +
        columns(34 * unit, (at, i) =>
          rect(at + 10 * unit, y, (i % 2 === 0 ? 10 : 4) * unit, height, accent, { opacity: 0.9 }),
        )
      )
    case 'pinstripe':
      return columns(13 * unit, (at) => rect(at, y, 1.8 * unit, height, accent, { opacity: 0.85 }))
    case 'check': {
      const step = 40 * unit
      return (
        columns(step, (at) => rect(at, y, step / 2, height, accent, { opacity: 0.5 })) +
        rows(step, (at) => rect(x, at, width, step / 2, accent, { opacity: 0.5 }))
      )
    }
    case 'windowpane':
      return (
        slub +
        columns(52 * unit, (at) => rect(at, y, 3 * unit, height, accent)) +
        rows(52 * unit, (at) => rect(x, at, width, 3 * unit, accent))
      )
    case 'border':
      return (
        slub +
        rect(x, y + height - 62 * unit, width, 18 * unit, accent) +
        rect(x, y + height - 36 * unit, width, 5 * unit, accent) +
        rect(x, y + height - 72 * unit, width, 3 * unit, accent)
      )
    case 'waffle':
      return (
        columns(14 * unit, (at) => rect(at, y, 1.6 * unit, height, shade(colour, 0.28), { opacity: 0.55 })) +
        rows(14 * unit, (at) => rect(x, at, width, 1.6 * unit, shade(colour, 0.28), { opacity: 0.55 }))
      )
    case 'block':
      return rows(46 * unit, (at, r) =>
        columns(46 * unit, (across) => bud(across + (r % 2) * 23 * unit, at, 11 * unit, accent)),
      )
    case 'herringbone':
      return columns(22 * unit, (at, i) =>
        rows(12 * unit, (down) =>
          line(
            i % 2 === 0
              ? d`M${at} ${down}l${22 * unit} ${-12 * unit}`
              : d`M${at} ${down - 12 * unit}l${22 * unit} ${12 * unit}`,
            accent,
            2.4 * unit,
            { opacity: 0.55 },
          ),
        ),
      )
    case 'dots':
      return rows(26 * unit, (at, r) =>
        columns(26 * unit, (across) => ellipse(across + (r % 2) * 13 * unit, at, 4 * unit, 4 * unit, accent)),
      )
    default:
      return slub
  }
}

/** A block-printed bud with two leaves. */
const bud = (x: number, y: number, r: number, colour: string) =>
  ellipse(x, y - r * 0.5, r * 0.42, r * 0.62, colour) +
  path(
    d`M${x} ${y + r * 0.2}q${-r} ${-r * 0.1} ${-r * 0.9} ${-r * 0.9}q${r * 0.8} 0 ${r * 0.9} ${r * 0.9}q${r * 0.1} ${-r * 0.9} ${r * 0.9} ${-r * 0.9}q${r * 0.1} ${r * 0.8} ${-r * 0.9} ${r * 0.9}Z`,
    colour,
    { opacity: 0.75 },
  )
