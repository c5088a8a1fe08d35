/**
 * @module Watering cans: with a rose, or with a long thin spout.
 */
import { shade } from '../colour.ts'
import { finish } from '../finish.ts'
import { gleam, mouth, ring, rod, turn } from '../lathe.ts'
import { d, ellipse, group, move } from '../pen.ts'
import type { Draw } from './painted.ts'

export const wateringCan: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  const slim = form === 'slim'
  const body = turn(
    pen,
    slim
      ? [
          [62, 0],
          [64, 4, 1],
          [52, 90],
          [30, 128],
        ]
      : [
          [88, 0],
          [92, 5, 1],
          [88, 120],
          [78, 132],
        ],
    colour,
  )
  const h = body.height
  const r = body.radiusAt(30)
  const spout = rod(
    slim
      ? d`M${-r + 6} -26C${-r - 90} -30 ${-r - 60} ${-h - 40} ${-r - 150} ${-h - 66}`
      : d`M${-r + 6} -34L${-r - 118} ${-h - 28}`,
    slim ? 10 : 20,
    colour,
  )
  const rose = slim
    ? ''
    : move(
        ellipse(0, 0, 36, 13, shade(accent, 0.15)) +
          ellipse(0, -4, 36, 13, accent) +
          [
            [-16, -5],
            [0, -8],
            [16, -5],
            [-8, -1],
            [8, -1],
          ]
            .map(([x = 0, y = 0]) => ellipse(x, y, 2.2, 1.3, shade(accent, 0.5)))
            .join(''),
        -r - 122,
        -h - 34,
        -40,
      )
  const handle = slim
    ? rod(d`M${body.top - 4} ${-h + 4}C${body.top + 60} ${-h - 50} ${r + 96} -60 ${r - 6} -26`, 9, accent)
    : rod(d`M${body.top - 6} ${-h + 4}C${r + 96} ${-h - 30} ${r + 96} -40 ${r - 4} -36`, 13, colour) +
      rod(d`M-60 ${-h}C-60 ${-h - 74} 60 ${-h - 74} 60 ${-h}`, 11, accent)
  const svg =
    handle +
    spout +
    rose +
    body.svg +
    finish(pen, body, glaze, colour, accent) +
    ring(body, h * 0.14, shade(colour, 0.3), 3, 0.5) +
    ring(body, h * 0.9, shade(colour, 0.3), 3, 0.5) +
    gleam(body, 0.12, 0.9, 5) +
    mouth(pen, body, colour, { inside: shade(colour, 0.35), lip: 4 })
  return {
    svg: group(svg, { transform: 'translate(24 0)' }),
    width: slim ? 330 : 390,
    height: h + 80,
    foot: body.radiusAt(0) + 24,
  }
}
