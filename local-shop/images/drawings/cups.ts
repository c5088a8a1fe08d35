/**
 * @module Mugs, and espresso cups on their saucers.
 */
import { shade, tint } from '../colour.ts'
import { finish } from '../finish.ts'
import { type Body, gleam, mouth, type Profile, ring, rod, TILT, turn } from '../lathe.ts'
import { d, ellipse } from '../pen.ts'
import type { Draw } from './painted.ts'

const COFFEE = '#5A3826'
const CREMA = '#B98552'

const mugs: Record<string, Profile> = {
  straight: [
    [38, 0],
    [41, 4],
    [42, 10],
    [42, 60],
    [42, 94],
  ],
  rounded: [
    [27, 0],
    [40, 8],
    [48, 30],
    [47, 58],
    [42, 84],
  ],
  tapered: [
    [30, 0],
    [32, 3, 1],
    [38, 50],
    [44, 98],
  ],
  footed: [
    [29, 0],
    [27, 5],
    [30, 11, 1],
    [41, 24],
    [44, 52],
    [43, 90],
  ],
  barrel: [
    [34, 0],
    [42, 16],
    [45, 46],
    [42, 76],
    [38, 92],
  ],
  low: [
    [36, 0],
    [47, 8],
    [51, 26],
    [52, 66],
  ],
  tall: [
    [33, 0],
    [36, 4, 1],
    [37, 60],
    [38, 122],
  ],
}

function handle(body: Body, colour: string, thick: number): string {
  const high = body.height * 0.82
  const low = body.height * 0.26
  const x1 = body.radiusAt(high) - 2
  const x2 = body.radiusAt(low) - 2
  const out = Math.max(x1, x2) + (high - low) * 0.56
  return rod(d`M${x1} ${-high}C${out} ${-high - 6} ${out} ${-low + 6} ${x2} ${-low}`, thick, colour)
}

export const mug: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  const body = turn(pen, mugs[form] ?? mugs.straight ?? [], colour)
  const inside = glaze === 'dip' || glaze === 'glaze' ? accent : tint(colour, 0.25)
  const svg =
    (glaze === 'beaker' ? '' : handle(body, colour, 9)) +
    body.svg +
    finish(pen, body, glaze, colour, accent) +
    gleam(body) +
    mouth(pen, body, colour, { inside, fill: COFFEE })
  return { svg, width: body.widest * 2 + 30, height: body.height + 6, foot: body.widest * 0.95 }
}

const cups: Record<string, Profile> = {
  straight: [
    [24, 0],
    [28, 3],
    [30, 10],
    [31, 54],
  ],
  tulip: [
    [18, 0],
    [21, 3, 1],
    [32, 22],
    [34, 38],
    [37, 52],
  ],
  rounded: [
    [17, 0],
    [30, 8],
    [35, 26],
    [34, 48],
  ],
  tumbler: [
    [25, 0],
    [27, 2, 1],
    [31, 66],
  ],
}

export const espressoCup: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  const lift = form === 'tumbler' ? 0 : 9
  const body = turn(pen, cups[form] ?? cups.straight ?? [], colour)
  const cup =
    (lift === 0 ? '' : handle(body, colour, 6)) +
    body.svg +
    finish(pen, body, glaze, colour, accent) +
    gleam(body) +
    mouth(pen, body, colour, { inside: tint(colour, 0.2), fill: CREMA })
  if (lift === 0) return { svg: cup, width: 64, height: 70, foot: 27 }
  const plate = turn(
    pen,
    [
      [34, 0],
      [40, 2],
      [62, 9],
    ],
    colour,
  )
  const saucer =
    plate.svg +
    ellipse(0, -9, 62, 62 * TILT, tint(colour, 0.22)) +
    ellipse(0, -8.4, 55, 55 * TILT, shade(colour, 0.07)) +
    ellipse(3, -8, 33, 33 * TILT, shade(colour, 0.26)) +
    (glaze === 'bands' ? ring(plate, 6, accent, 1.2) : '')
  return {
    svg: `${saucer}<g transform="translate(0 ${-lift})">${cup}</g>`,
    width: 124,
    height: body.height + lift + 5,
    foot: 46,
  }
}
