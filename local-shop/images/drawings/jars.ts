/**
 * @module Jars and crocks: honey, jam, salt.
 */
import { shade, tint } from '../colour.ts'
import { paper } from '../label.ts'
import { cap, gleam, type Profile, turn } from '../lathe.ts'
import { type Drawing, d, ellipse, group, line, type Pen, path, rect } from '../pen.ts'
import type { Draw, Painted } from './painted.ts'
import { clear } from './see-through.ts'

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
