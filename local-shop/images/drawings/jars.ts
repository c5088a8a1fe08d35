/**
 * @module Jars, bottles and tubes: honey, jam, oil, salt, hand cream.
 */
import { mix, shade, tint } from '../colour.ts'
import { paper } from '../label.ts'
import { cap, gleam, type Profile, turn } from '../lathe.ts'
import { type Drawing, d, ellipse, group, line, type Pen, path, rect } from '../pen.ts'
import { clear } from './glass.ts'
import type { Draw, Painted } from './painted.ts'

const INK = '#2B2420'
const PAPER = '#FBF5E9'

/** A glass jar, its contents seen through the wall, a lid (screw, cloth or cork), a label. */
function jar(pen: Pen, profile: Profile, look: Painted, lidKind: 'screw' | 'cloth' | 'cork'): Drawing {
  const { colour, accent, label } = look
  const { svg, body } = clear(pen, profile, '#DCE7E4', { colour, level: 0.93 })
  const r = body.top
  const h = body.height
  const lid =
    lidKind === 'cloth'
      ? path(
          d`M${-r - 3} ${-h - 15}Q0 ${-h - 26} ${r + 3} ${-h - 15}L${r + 13} ${-h + 13}Q${r * 0.6} ${-h + 6} ${r * 0.3} ${-h + 16}Q0 ${-h + 8} ${-r * 0.4} ${-h + 16}Q${-r * 0.7} ${-h + 7} ${-r - 13} ${-h + 13}Z`,
          accent,
        ) +
        gingham(pen, r, h) +
        rect(-r - 4, -h - 1, r * 2 + 8, 4, PAPER, { rx: 2 })
      : lidOf(pen, r, h, lidKind === 'cork' ? '#C79A63' : accent, lidKind === 'cork')
  const mid = h * 0.5
  const lw = body.radiusAt(mid) * 1.3
  const svgAll = svg + lid + paper(label, -h * 0.74, lw, h * 0.56, PAPER, INK, accent)
  return { svg: svgAll, width: body.widest * 2 + 6, height: h + 24, foot: body.radiusAt(0) }
}

function gingham(pen: Pen, r: number, h: number): string {
  const area = d`M${-r - 3} ${-h - 15}Q0 ${-h - 26} ${r + 3} ${-h - 15}L${r + 11} ${-h + 11}H${-r - 11}Z`
  return pen.within(
    area,
    Array.from({ length: 9 }, (_, i) =>
      line(d`M${-40 + i * 10} ${-h - 30}V${-h + 20}`, '#FFFFFF', 3, { opacity: 0.4 }),
    ).join('') + [-14, -5, 4].map((y) => line(d`M-60 ${-h + y}H60`, '#FFFFFF', 3, { opacity: 0.4 })).join(''),
  )
}

function lidOf(pen: Pen, r: number, h: number, colour: string, cork: boolean): string {
  const lid = turn(
    pen,
    cork
      ? [
          [r - 3, -6],
          [r + 1, 16],
        ]
      : [
          [r + 3, 0],
          [r + 3, 17, 1],
          [r + 1, 19],
        ],
    colour,
  )
  const grip = cork
    ? ''
    : pen.within(
        lid.outline,
        Array.from({ length: 16 }, (_, i) =>
          line(d`M${-r + (i * 2 * r) / 15} 6V-14`, shade(colour, 0.3), 0.9, { opacity: 0.5 }),
        ).join(''),
      )
  return group(lid.svg + grip + cap(lid, colour), { transform: d`translate(0 ${-h})` })
}

const honeyForms: Record<string, Profile> = {
  classic: [
    [36, 0],
    [42, 6],
    [42, 74],
    [36, 88],
    [34, 92],
  ],
  round: [
    [30, 0],
    [48, 14],
    [52, 42],
    [44, 72],
    [33, 82],
    [32, 86],
  ],
  tall: [
    [32, 0],
    [35, 4],
    [35, 108],
    [30, 120],
    [29, 124],
  ],
  hex: [
    [40, 0],
    [44, 3, 1],
    [44, 78, 1],
    [36, 88],
  ],
}

export const honey: Draw = (pen, look) =>
  jar(pen, honeyForms[look.form] ?? honeyForms.classic ?? [], look, look.finish === 'cork' ? 'cork' : 'screw')

export const jam: Draw = (pen, look) =>
  jar(pen, honeyForms[look.form] ?? honeyForms.hex ?? [], look, look.finish === 'screw' ? 'screw' : 'cloth')

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

export const salt: Draw = (pen, look) => {
  const { form, colour, accent, label } = look
  if (form === 'box') {
    const svg =
      path('M44 0L66 -10V-138L44 -128Z', shade(colour, 0.3)) +
      path('M-44 -128L-22 -138H66L44 -128Z', tint(colour, 0.4)) +
      rect(-44, -128, 88, 128, colour) +
      paper(label, -116, 70, 98, PAPER, INK, accent)
    return {
      svg: group(svg, { transform: 'translate(-10 0)' }) + flakes(74),
      width: 150,
      height: 138,
      foot: 54,
    }
  }
  if (form === 'crock') {
    const body = turn(
      pen,
      [
        [44, 0],
        [50, 6],
        [50, 70],
        [46, 76],
      ],
      colour,
    )
    const lid = turn(
      pen,
      [
        [48, 0],
        [48, 6, 1],
        [10, 12],
      ],
      '#C79A63',
    )
    const svg =
      body.svg +
      gleam(body) +
      paper(label, -62, 64, 48, PAPER, INK, accent) +
      group(lid.svg + ellipse(0, -17, 9, 8, '#A9784C'), { transform: 'translate(0 -76)' })
    return { svg: svg + flakes(78), width: 150, height: 104, foot: 50 }
  }
  return jar(
    pen,
    form === 'tall'
      ? [
          [26, 0],
          [28, 3, 1],
          [28, 92],
          [25, 98],
        ]
      : [
          [34, 0],
          [38, 4],
          [38, 66],
          [34, 74],
        ],
    look,
    'cork',
  )
}

const flakes = (x: number) =>
  [0, 9, 16, 5, 22]
    .map((o, i) => path(d`M${x + o} ${-1 - (i % 2) * 3}l4 -4 4 3 -3 4Z`, i % 2 === 0 ? '#FFFFFF' : '#EDE6DA'))
    .join('')

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
