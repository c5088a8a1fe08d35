/**
 * @module Placing drawings on the table: scale, order from back to front, and the shadow each throws.
 */
import { shade } from './colour.ts'
import { type Drawing, ellipse, group, move, type Pen } from './pen.ts'

export interface Placed {
  drawing: Drawing
  /** Where its foot stands, in pixels of the picture. */
  x: number
  y: number
  /** Pixels for a millimetre. */
  scale: number
}

/** The shadow to the lower right, and a dark line of contact. */
function shadow(pen: Pen, { drawing, x, y, scale }: Placed, table: string): string {
  if (drawing.foot === 0) return ''
  const dark = shade(table, 0.62)
  const soft = pen.radial([
    [0, dark, 0.5],
    [0.55, dark, 0.26],
    [1, dark, 0],
  ])
  const foot = drawing.foot * scale
  const reach = foot * 0.5 + drawing.height * scale * 0.16
  return (
    ellipse(x + reach * 0.62, y + foot * 0.02, foot + reach, Math.max(14, foot * 0.2), soft) +
    ellipse(x + foot * 0.06, y + foot * 0.03, foot * 1.06, Math.max(6, foot * 0.17), dark, { opacity: 0.42 })
  )
}

/** All drawings with their shadows, the ones further back (smaller y) first. */
export function arrange(pen: Pen, placed: Placed[], table: string): string {
  const backToFront = [...placed].sort((a, b) => a.y - b.y)
  return backToFront
    .map((one) => group(shadow(pen, one, table) + move(one.drawing.svg, one.x, one.y, 0, one.scale)))
    .join('')
}

/** Pixels for a millimetre at which a drawing fills a box, as far as either side allows. */
export const fit = (drawing: Pick<Drawing, 'width' | 'height'>, width: number, height: number): number =>
  Math.min(width / drawing.width, height / drawing.height)

/** Where the pieces of a set stand: [x, y] in widths of one piece, back row first. */
export const groupings: Record<number, [number, number][]> = {
  1: [[0, 0]],
  2: [
    [0.5, -0.14],
    [-0.5, 0.06],
  ],
  3: [
    [0.12, -0.3],
    [-0.66, 0],
    [0.72, 0.06],
  ],
  4: [
    [-0.34, -0.34],
    [0.74, -0.28],
    [-0.8, 0.04],
    [0.3, 0.1],
  ],
  6: [
    [-0.86, -0.34],
    [0.08, -0.38],
    [1.0, -0.32],
    [-1.16, 0.04],
    [-0.24, 0.1],
    [0.7, 0.08],
  ],
}
