/**
 * @module Flames and tapers, for candles and for what holds them.
 */
import { shade, tint } from '../colour.ts'
import { d, ellipse, group, line, move, type Pen, path } from '../pen.ts'

const INK = '#2B2420'

/** A lit wick whose foot is at (x, y). */
export function flame(pen: Pen, x: number, y: number, size = 1): string {
  const halo = pen.radial([
    [0, '#FFE7A8', 0.85],
    [0.4, '#FFDf9A', 0.3],
    [1, '#FFDf9A', 0],
  ])
  return move(
    ellipse(0, -22, 70, 70, halo) +
      line('M0 0V-9', INK, 1.8) +
      path('M0 -46C12 -30 12 -14 0 -6C-12 -14 -12 -30 0 -46Z', '#E9A23A') +
      path('M0 -32C6 -22 6 -13 0 -8C-6 -13 -6 -22 0 -32Z', '#FFF1C2'),
    x,
    y,
    0,
    size,
  )
}

/** A tapered candle from its foot up, `lit` being what stands on its tip. */
export function taper(x: number, base: number, height: number, colour: string, lit: string): string {
  return group(
    path(d`M-10 0L-7.5 ${-height}Q0 ${-height - 5} 7.5 ${-height}L10 0Z`, colour) +
      path(d`M3 0V${-height}L7.5 ${-height}L10 0Z`, shade(colour, 0.2)) +
      line(d`M-5.5 -8L-4 ${-height + 8}`, '#FFFFFF', 2, { opacity: 0.4 }) +
      ellipse(0, -height, 7.5, 2.2, tint(colour, 0.4)) +
      lit,
    { transform: d`translate(${x} ${base})` },
  )
}
