/**
 * @module Pots and pans.
 */
import { mix, shade, tint } from '../colour.ts'
import { finish } from '../finish.ts'
import { type Body, gleam, mouth, ring, rod, turn } from '../lathe.ts'
import { d, ellipse, group, line, move, type Pen, path } from '../pen.ts'
import type { Draw } from './painted.ts'

/** A long handle out to the right, with a hole to hang it by. */
function handle(x: number, y: number, length: number, rise: number, width: number, colour: string): string {
  const [ex, ey] = [x + length, y - rise]
  return (
    rod(
      d`M${x} ${y}C${x + length * 0.4} ${y - rise * 0.1} ${x + length * 0.6} ${y - rise} ${ex} ${ey}`,
      width,
      colour,
    ) + ellipse(ex - width * 0.2, ey, width * 0.28, width * 0.16, shade(colour, 0.6))
  )
}

function ears(body: Body, height: number, colour: string): string {
  const r = body.radiusAt(height)
  return [-1, 1]
    .map((s) =>
      rod(
        d`M${s * (r - 4)} ${-height + 12}C${s * (r + 36)} ${-height + 14} ${s * (r + 36)} ${-height - 18} ${s * (r - 4)} ${-height - 14}`,
        12,
        colour,
      ),
    )
    .join('')
}

function lid(
  pen: Pen,
  radius: number,
  colour: string,
  knob: string,
  dome: number,
): { svg: string; height: number } {
  const cover = turn(
    pen,
    [
      [radius, 0],
      [radius, 6, 1],
      [radius * 0.82, dome * 0.62],
      [radius * 0.4, dome * 0.95],
      [10, dome],
    ],
    colour,
  )
  const button = turn(
    pen,
    [
      [7, 0],
      [7, 7],
      [17, 13],
      [15, 20],
      [0, 23],
    ],
    knob,
  )
  return {
    svg:
      cover.svg +
      gleam(cover, 0.25, 0.8, radius * 0.03) +
      group(button.svg, { transform: d`translate(0 ${-dome})` }),
    height: dome + 24,
  }
}

export const dutchOven: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  const body = turn(
    pen,
    form === 'oval'
      ? [
          [128, 0],
          [146, 14],
          [150, 60],
          [150, 92],
        ]
      : form === 'braiser'
        ? [
            [120, 0],
            [142, 12],
            [148, 50],
            [148, 62],
          ]
        : [
            [96, 0],
            [116, 14],
            [120, 70],
            [120, 112],
          ],
    colour,
  )
  const cover = lid(pen, body.top + 3, colour, accent, form === 'braiser' ? 34 : 42)
  const h = body.height
  const svg =
    ears(body, h * 0.78, colour) +
    body.svg +
    finish(pen, body, glaze, colour, accent) +
    gleam(body, 0.15, 0.85, 6) +
    ring(body, h - 1, shade(colour, 0.5), 3, 0.7) +
    group(cover.svg, { transform: d`translate(0 ${-h - 2})` })
  return { svg, width: body.widest * 2 + 56, height: h + cover.height, foot: body.radiusAt(0) + 10 }
}

export const saucepan: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  const tall = form === 'milk'
  const body = turn(
    pen,
    tall
      ? [
          [56, 0],
          [62, 4],
          [62, 96],
          [68, 104],
        ]
      : form === 'saute'
        ? [
            [118, 0],
            [124, 5],
            [126, 66],
            [130, 70],
          ]
        : [
            [82, 0],
            [90, 6],
            [92, 92],
            [96, 98],
          ],
    colour,
  )
  const h = body.height
  const cover = lid(pen, body.top - 1, colour, accent, 26)
  const grip = tall ? '#A9784C' : accent
  const rivets = [0, 11]
    .map((y) => ellipse(body.widest - 8, -h * 0.78 + y, 2.4, 2.4, tint(colour, 0.5)))
    .join('')
  const svg =
    handle(body.widest - 6, -h * 0.74, tall ? 110 : 150, 22, tall ? 15 : 14, grip) +
    body.svg +
    finish(pen, body, glaze, colour, accent) +
    gleam(body, 0.12, 0.88, 5) +
    ring(body, h * 0.06, shade(colour, 0.35), 3, 0.5) +
    rivets +
    (tall
      ? mouth(pen, body, colour, { inside: tint(colour, 0.4), fill: '#F3E9D8', depth: 9 })
      : group(cover.svg, { transform: d`translate(0 ${-h})` }))
  return {
    svg: group(svg, { transform: 'translate(-50 0)' }),
    width: body.widest * 2 + 130,
    height: h + (tall ? 14 : cover.height),
    foot: body.widest + 30,
  }
}

export const fryingPan: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  if (form === 'wok') {
    const body = turn(
      pen,
      [
        [54, 0],
        [110, 26],
        [148, 70],
        [160, 92],
      ],
      colour,
    )
    const svg =
      handle(140, -78, 120, 40, 18, accent) +
      body.svg +
      finish(pen, body, glaze, colour, accent) +
      gleam(body, 0.3, 0.85, 5) +
      mouth(pen, body, colour, { inside: shade(colour, 0.15), lip: 4 }) +
      greens()
    return { svg: group(svg, { transform: 'translate(-56 0)' }), width: 420, height: 150, foot: 90 }
  }
  const r = form === 'small' ? 104 : 138
  const face =
    ellipse(0, -r, r, r, shade(colour, 0.3)) +
    ellipse(-2, -r - 2, r - 1, r - 1, colour) +
    ellipse(0, -r, r * 0.83, r * 0.83, shade(colour, 0.28)) +
    ellipse(3, -r + 4, r * 0.81, r * 0.81, mix(colour, '#000000', 0.08))
  const arc = (share: number, opacity: number) =>
    line(
      d`M${-r * share} ${-r - 8}A${r * share} ${r * share} 0 0 1 ${-r * 0.1} ${-r - r * share}`,
      '#FFF9EC',
      r * 0.025,
      { opacity },
    )
  const rings = [0.7, 0.56, 0.42, 0.28]
    .map((s) =>
      ellipse(3, -r + 4, r * s, r * s, 'none', {
        stroke: tint(colour, 0.3),
        'stroke-width': 1,
        opacity: 0.22,
      }),
    )
    .join('')
  const grip =
    rod(d`M0 ${-r * 2 + 6}V${-r * 2 - 150}`, 19, accent) +
    ellipse(0, -r * 2 - 140, 5, 8, shade(accent, 0.6)) +
    [-7, 7].map((x) => ellipse(x, -r * 2 + 20, 3, 3, tint(colour, 0.6))).join('')
  const svg = grip + face + rings + arc(0.92, 0.5) + (glaze === 'egg' ? egg(r) : '')
  return { svg, width: r * 2, height: r * 2 + 158, foot: r * 0.32 }
}

const egg = (r: number) =>
  path(
    d`M${-r * 0.4} ${-r}C${-r * 0.42} ${-r * 1.4} ${r * 0.1} ${-r * 1.44} ${r * 0.3} ${-r * 1.22}C${r * 0.52} ${-r} ${r * 0.36} ${-r * 0.62} ${r * 0.02} ${-r * 0.66}C${-r * 0.2} ${-r * 0.52} ${-r * 0.42} ${-r * 0.7} ${-r * 0.4} ${-r}Z`,
    '#FBF5E9',
  ) +
  ellipse(0, -r, r * 0.17, r * 0.16, '#E9A83A') +
  ellipse(-r * 0.05, -r * 1.05, r * 0.05, r * 0.04, '#FFF3CF')

const greens = () =>
  [-70, -30, 14, 52, 88]
    .map((x, i) =>
      move(
        path('M0 0C16 -14 14 -38 0 -52C-14 -38 -16 -14 0 0Z', i % 2 === 0 ? '#5C6B45' : '#8E9B62') +
          line('M0 0V-44', '#E6E3C4', 2),
        x,
        -88,
        (i - 2) * 16,
      ),
    )
    .join('')
