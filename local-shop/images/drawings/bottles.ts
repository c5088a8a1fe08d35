/**
 * @module Olive oil in bottles and cans, hand cream in tubes, jars and pumps.
 */
import { mix, shade, tint } from '../colour.ts'
import { paper } from '../label.ts'
import { cap, gleam, type Profile, turn } from '../lathe.ts'
import { d, group, line, path, rect } from '../pen.ts'
import type { Draw } from './painted.ts'

const INK = '#2B2420'
const PAPER = '#FBF5E9'

export const oliveOil: Draw = (pen, { form, colour, accent, label }) => {
  if (form === 'can') {
    const svg =
      path('M50 0L76 -12V-196L50 -186Z', shade(colour, 0.3)) +
      path('M-50 -186L-24 -196H76L50 -186Z', tint(colour, 0.35)) +
      rect(-50, -186, 100, 186, colour) +
      rect(-50, -186, 100, 14, accent) +
      rect(-50, -14, 100, 14, accent) +
      paper(label, -164, 82, 142, PAPER, INK, accent) +
      rect(24, -212, 22, 20, accent, { rx: 3 }) +
      line('M-30 -192C-30 -220 10 -220 10 -194', shade(colour, 0.35), 5)
    return { svg: group(svg, { transform: 'translate(-10 0)' }), width: 128, height: 214, foot: 60 }
  }
  const profile: Profile =
    form === 'square'
      ? [
          [36, 0],
          [39, 3, 1],
          [39, 150],
          [32, 176],
          [13, 200],
          [13, 238],
          [15, 244],
        ]
      : form === 'flask'
        ? [
            [34, 0],
            [54, 14],
            [56, 60],
            [34, 116],
            [13, 150],
            [13, 196],
            [15, 202],
          ]
        : [
            [32, 0],
            [35, 4, 1],
            [35, 160],
            [28, 194],
            [12, 222],
            [12, 262],
            [14, 268],
          ]
  const body = turn(pen, profile, colour)
  const lip = turn(
    pen,
    [
      [13, 0],
      [13, 22, 1],
      [11, 24],
    ],
    accent,
  )
  const svg =
    body.svg +
    gleam(body, 0.05, 0.66, 4) +
    group(lip.svg, { transform: d`translate(0 ${-body.height + 6})` }) +
    paper(label, form === 'flask' ? -86 : -140, 58, form === 'flask' ? 66 : 112, PAPER, INK, accent)
  return { svg, width: body.widest * 2, height: body.height + 20, foot: body.radiusAt(0) }
}

export const handCream: Draw = (pen, look) => {
  const { form, colour, accent, label } = look
  if (form === 'jar') {
    const body = turn(
      pen,
      [
        [40, 0],
        [43, 3],
        [43, 44],
      ],
      colour,
    )
    const lid = turn(
      pen,
      [
        [44, 0],
        [44, 20, 1],
        [42, 22],
      ],
      accent,
    )
    const svg =
      body.svg +
      gleam(body) +
      paper(label, -38, 62, 33, PAPER, INK, shade(colour, 0.2)) +
      group(lid.svg + cap(lid, accent), { transform: 'translate(0 -45)' })
    return { svg, width: 90, height: 74, foot: 42 }
  }
  if (form === 'pump') {
    const body = turn(
      pen,
      [
        [34, 0],
        [37, 4, 1],
        [37, 120],
        [30, 132],
        [15, 136, 1],
        [15, 144],
      ],
      colour,
    )
    const svg =
      rect(-5, -176, 10, 34, shade(accent, 0.2)) +
      path('M-12 -184H14Q38 -184 40 -172L36 -170Q30 -176 14 -175H-12Z', accent) +
      body.svg +
      gleam(body, 0.05, 0.8) +
      rect(-17, -152, 34, 14, accent, { rx: 3 }) +
      paper(label, -112, 58, 92, PAPER, INK, mix(colour, INK, 0.3))
    return { svg, width: 84, height: 186, foot: 36 }
  }
  const tube = 'M-30 -26C-31 -70 -36 -120 -36 -156H36C36 -120 31 -70 30 -26Z'
  const svg =
    path(tube, colour) +
    pen.within(
      tube,
      path('M14 0L18 -170H50V0Z', shade(colour, 0.16)) +
        path('M-40 0V-170H-26L-20 0Z', tint(colour, 0.35), { opacity: 0.7 }),
    ) +
    rect(-37, -166, 74, 13, shade(colour, 0.14)) +
    line('M-35 -162H35M-35 -157H35', shade(colour, 0.3), 0.8) +
    rect(-27, -28, 54, 28, accent, { rx: 3 }) +
    rect(-27, -28, 16, 28, tint(accent, 0.25), { rx: 3 }) +
    group(paper(label, -146, 54, 104, PAPER, INK, accent))
  return { svg, width: 76, height: 166, foot: 27 }
}
