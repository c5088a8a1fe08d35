/**
 * @module Candlesticks, chambersticks, candelabra, tealight cups.
 */
import { shade, tint } from '../colour.ts'
import { finish } from '../finish.ts'
import { gleam, mouth, type Profile, rod, TILT, turn } from '../lathe.ts'
import { d, group, line, move } from '../pen.ts'
import { flame, taper } from './flame.ts'
import type { Draw } from './painted.ts'
import { clear } from './see-through.ts'

const sticks: Record<string, Profile> = {
  classic: [
    [46, 0],
    [48, 5, 1],
    [20, 14],
    [9, 40],
    [8, 90],
    [15, 100],
    [11, 108],
    [15, 124],
  ],
  turned: [
    [40, 0],
    [44, 6, 1],
    [18, 18],
    [24, 40],
    [12, 58],
    [22, 78],
    [11, 96],
    [18, 116],
  ],
  block: [
    [40, 0],
    [44, 4],
    [40, 44],
    [18, 52, 1],
    [18, 62],
  ],
  tall: [
    [42, 0],
    [44, 4, 1],
    [10, 16],
    [6, 60],
    [6, 180],
    [15, 188],
    [15, 206],
  ],
  arch: [
    [50, 0],
    [50, 8],
  ],
}

export const candleHolder: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  if (form === 'tealight') {
    const { svg, body } = clear(
      pen,
      [
        [30, 0],
        [42, 10],
        [46, 40],
        [40, 70],
      ],
      colour,
      { colour: accent, level: 0.2 },
    )
    const lit = (x: number, s: number) =>
      move(
        svg +
          flame(pen, 0, -18) +
          line(d`M${-body.top} -70A${body.top} 6 0 0 0 ${body.top} -70`, '#FFFFFF', 2, { opacity: 0.6 }),
        x,
        0,
        0,
        s,
      )
    return { svg: lit(-40, 1.1) + lit(52, 0.84), width: 190, height: 84, foot: 70 }
  }
  if (form === 'chamber') {
    const dish = turn(
      pen,
      [
        [44, 0],
        [62, 4],
        [76, 18],
      ],
      colour,
    )
    const cup = turn(
      pen,
      [
        [15, 0],
        [15, 34],
        [18, 36],
      ],
      colour,
    )
    const svg =
      rod('M62 -14C104 -40 112 6 74 -8', 8, colour) +
      dish.svg +
      mouth(pen, dish, colour, { inside: shade(colour, 0.05), lip: 4 }) +
      group(cup.svg, { transform: 'translate(0 -12)' }) +
      taper(0, -46, 120, accent, flame(pen, 0, -120)) +
      gleam(dish)
    return { svg, width: 180, height: 212, foot: 54 }
  }
  if (form === 'arch') {
    const arm = rod('M-90 -110C-90 -10 90 -10 90 -110M0 -8V-110', 9, colour)
    const base = turn(
      pen,
      [
        [54, 0],
        [56, 4, 1],
        [16, 12],
      ],
      colour,
    )
    const cups = [-90, 0, 90]
      .map(
        (x) =>
          group(
            turn(
              pen,
              [
                [9, 0],
                [16, 8],
                [17, 22],
              ],
              colour,
            ).svg,
            { transform: d`translate(${x} -104)` },
          ) + taper(x, -124, x === 0 ? 140 : 116, accent, flame(pen, 0, x === 0 ? -140 : -116)),
      )
      .join('')
    return { svg: arm + base.svg + cups, width: 220, height: 312, foot: 54 }
  }
  const body = turn(pen, sticks[form] ?? sticks.classic ?? [], colour)
  const svg =
    taper(0, -body.height + 2, 170, accent, flame(pen, 0, -170)) +
    body.svg +
    finish(pen, body, glaze, colour, accent) +
    gleam(body, 0.1, 0.95, 3) +
    line(
      d`M${-body.top} ${-body.height}A${body.top} ${body.top * TILT} 0 0 0 ${body.top} ${-body.height}`,
      tint(colour, 0.4),
      2.4,
    )
  return { svg, width: body.widest * 2, height: body.height + 214, foot: body.radiusAt(0) }
}
