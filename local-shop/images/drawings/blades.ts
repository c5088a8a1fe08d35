/**
 * @module Knives on their rail, cutlery in its roll, secateurs.
 */
import { mix, shade, tint } from '../colour.ts'
import { d, ellipse, group, line, move, type Pen, path, rect } from '../pen.ts'
import type { Draw } from './painted.ts'

const STEEL = '#C4C8C6'

/** Blade outlines: spine up the left from the heel at (−x, 0) to the point at the bottom; edge at the right. */
const blades: Record<string, { outline: string; length: number; bevel: string; grip: number }> = {
  chef: {
    outline: 'M-14 0H34C36 110 16 190 -14 226Z',
    length: 226,
    bevel: 'M24 0H34C36 110 16 190 -14 226C10 176 24 110 24 0Z',
    grip: 126,
  },
  santoku: {
    outline: 'M-14 0H34V110C34 150 10 178 -14 186Z',
    length: 186,
    bevel: 'M25 0H34V110C34 150 10 178 -14 186C12 160 25 140 25 100Z',
    grip: 122,
  },
  bread: {
    outline: 'M-12 0H22L24 236Q10 246 -12 240Z',
    length: 242,
    bevel: 'M16 0H22L24 236L17 239Z',
    grip: 124,
  },
  paring: {
    outline: 'M-9 0H13C14 50 8 80 -9 98Z',
    length: 98,
    bevel: 'M8 0H13C14 50 8 80 -9 98C4 74 8 50 8 0Z',
    grip: 104,
  },
  nakiri: {
    outline: 'M-16 0H34V168Q34 176 26 176H-16Z',
    length: 176,
    bevel: 'M27 0H34V168Q34 176 27 176Z',
    grip: 124,
  },
}

function knife(
  form: string,
  handle: string,
  bolster: string,
  finish: string,
): { svg: string; height: number } {
  const blade = blades[form] ?? { outline: '', length: 0, bevel: '', grip: 0 }
  const serration =
    form === 'bread'
      ? Array.from({ length: 22 }, (_, i) => ellipse(24 + 0.08 * i, 8 + i * 10.4, 4, 4.6, '#A9AEAB')).join('')
      : ''
  const pattern =
    finish === 'damask'
      ? Array.from({ length: 9 }, (_, i) =>
          line(d`M-12 ${12 + i * 20}q10 -9 18 0t16 -2`, shade(STEEL, 0.25), 1.1, { opacity: 0.55 }),
        ).join('')
      : finish === 'hammered'
        ? Array.from({ length: 26 }, (_, i) =>
            ellipse(
              -8 + ((i * 11) % 26),
              8 + i * (blade.length / 40),
              4,
              3.2,
              i % 2 === 0 ? tint(STEEL, 0.5) : shade(STEEL, 0.25),
              { opacity: 0.55 },
            ),
          ).join('')
        : ''
  const svg =
    path(blade.outline, STEEL) +
    path(d`M-14 0H0L-6 ${blade.length * 0.8}H-14Z`, shade(STEEL, 0.12), {
      opacity: form === 'paring' ? 0 : 0.6,
    }) +
    pattern +
    path(blade.bevel, '#E9ECEA') +
    serration +
    rect(-11, -16, form === 'paring' ? 21 : 24, 17, bolster, { rx: 2 }) +
    rect(-11, -16, 8, 17, tint(bolster, 0.4), { rx: 2 }) +
    path(
      d`M-11 -15V${-blade.grip}Q-11 ${-blade.grip - 12} 4 ${-blade.grip - 12}T17 ${-blade.grip + 6}C19 ${-blade.grip + 34} 11 -50 13 -15Z`,
      handle,
    ) +
    path(
      d`M6 -15C6 -60 12 ${-blade.grip + 30} 8 ${-blade.grip - 11}Q17 ${-blade.grip - 8} 17 ${-blade.grip + 6}C19 ${-blade.grip + 34} 11 -50 13 -15Z`,
      shade(handle, 0.28),
    ) +
    [0.3, 0.56, 0.82]
      .map((t) => ellipse(0, -16 - (blade.grip - 16) * t, 3.2, 3.2, tint(bolster, 0.3)))
      .join('')
  return { svg, height: blade.length + blade.grip + 12 }
}

/** A wooden rail on the wall with knives held by their blades, points down. */
export const chefKnife: Draw = (_pen, { form, colour, accent, finish }) => {
  const set = form.split('+')
  const all = set.map((one) => knife(one, colour, accent, finish))
  const tallest = Math.max(...all.map((one) => one.height))
  const gap = 84
  const wide = Math.max(170, set.length * gap + 70)
  const railY = -tallest + 150
  const svg =
    rect(-wide / 2 + 8, railY + 8, wide, 46, '#3A2320', { rx: 6, opacity: 0.16 }) +
    rect(-wide / 2, railY, wide, 46, '#A9784C', { rx: 5 }) +
    rect(-wide / 2, railY, wide, 14, '#C39364', { rx: 5 }) +
    line(d`M${-wide / 2 + 14} ${railY + 30}H${wide / 2 - 20}`, '#8A5E38', 1.5, { opacity: 0.6 }) +
    all
      .map((one, i) => {
        const x = (i - (set.length - 1) / 2) * gap - 8
        return (
          group(one.svg, {
            transform: d`translate(${x + 12} ${railY - 2})`,
            opacity: 0.14,
            style: 'filter:brightness(0)',
          }) + move(one.svg, x, railY - 10)
        )
      })
      .join('')
  return { svg, width: wide, height: tallest + 10, foot: 0 }
}

function fork(colour: string): string {
  return (
    [-10, -3.4, 3.4, 10].map((x) => line(d`M${x} -196V-158`, colour, 3.6)).join('') +
    path('M-12 -162C-12 -140 -5 -136 -4 -120L-6 0H6L4 -120C5 -136 12 -140 12 -162Z', colour) +
    path('M1 0L1.5 -136L12 -162C12 -140 5 -136 4 -120L6 0Z', shade(colour, 0.22))
  )
}
const spoon = (colour: string) =>
  path('M-6 0L-3.5 -132H3.5L6 0Z', colour) +
  ellipse(0, -164, 18, 34, shade(colour, 0.14)) +
  ellipse(-1, -165, 16, 32, tint(colour, 0.2)) +
  ellipse(3, -162, 11, 25, shade(colour, 0.08))
const tableKnife = (colour: string) =>
  path('M-6 0L-5 -104Q-8 -190 6 -206Q12 -180 9 -104L7 0Z', colour) +
  path('M3 0L4 -104Q9 -170 6 -206Q12 -180 9 -104L7 0Z', shade(colour, 0.2))

export const cutlery: Draw = (pen, { form, colour, accent, finish }) => {
  const grips = (x: number) =>
    form === 'handled'
      ? path(d`M${x - 7} 10L${x - 6} -92Q${x} -98 ${x + 6} -92L${x + 7} 10Z`, accent) +
        path(d`M${x + 1} 10V-95L${x + 6} -92L${x + 7} 10Z`, shade(accent, 0.25))
      : ''
  const pieces: string[] =
    form === 'serving'
      ? [spoon(colour), fork(colour)]
      : form === 'teaspoons'
        ? [spoon(colour), spoon(colour), spoon(colour), spoon(colour)]
        : [fork(colour), tableKnife(colour), spoon(colour), spoon(colour)]
  const scale = form === 'serving' ? 1.3 : 1
  const spread = (pieces.length - 1) / 2
  const stand = pieces
    .map((piece, i) =>
      move(
        piece + grips(0),
        (i - spread) * 31 * scale,
        -70,
        (i - spread) * 3,
        form === 'teaspoons' ? 0.8 : scale,
      ),
    )
    .join('')
  return {
    svg: stand + pouch(pen, finish === 'plain' ? '#D8CBB4' : accent, form === 'handled' ? 118 : 148),
    width: 180,
    height: 276 * (form === 'serving' ? 1.14 : 1),
    foot: 74,
  }
}

/** The linen roll that holds the pieces. */
function pouch(pen: Pen, cloth: string, height: number): string {
  const outline = d`M-80 0Q-84 ${-height * 0.5} -78 ${-height}Q0 ${-height + 12} 78 ${-height}Q84 ${-height * 0.5} 80 0Q0 8 -80 0Z`
  const stitch = line(
    d`M-72 ${-height + 14}Q0 ${-height + 26} 72 ${-height + 14}`,
    mix(cloth, '#FFFFFF', 0.6),
    1.4,
    { 'stroke-dasharray': '5 4' },
  )
  const folds = [-42, 0, 42]
    .map((x) =>
      line(d`M${x} ${-height + 14}Q${x + 3} -40 ${x - 2} 2`, shade(cloth, 0.25), 2, { opacity: 0.5 }),
    )
    .join('')
  return (
    path(outline, cloth) +
    pen.within(outline, path(d`M30 ${-height - 5}H100V20H44Z`, shade(cloth, 0.16)) + folds) +
    stitch +
    rect(-82, -58, 164, 7, shade(cloth, 0.45), { rx: 3 }) +
    line('M0 -54q-26 22 -10 34M0 -54q26 18 14 36', shade(cloth, 0.45), 4)
  )
}

/** Secateurs hung open from a nail. */
export const secateurs: Draw = (_pen, { form, colour, accent }) => {
  const snips = form === 'snips'
  const reach = snips ? 0.72 : 1
  const grip = (s: 1 | -1, tone: string) =>
    path(
      d`M${s * 4} 0C${s * 34} -30 ${s * 44} -80 ${s * 40} -150Q${s * 38} -168 ${s * 26} -166T${s * 16} -148C${s * 22} -90 ${s * 8} -40 ${-s * 8} -14Z`,
      tone,
    ) +
    path(
      d`M${s * 4} 0C${s * 34} -30 ${s * 44} -80 ${s * 40} -150L${s * 31} -152C${s * 34} -90 ${s * 24} -40 ${s * 4} 0Z`,
      shade(tone, 0.25),
    )
  const jaw = snips
    ? path('M-6 4L-14 70Q-8 84 0 70L8 4Z', STEEL) + path('M6 4L15 72Q6 82 1 68Z', '#E3E6E4')
    : path('M-12 0C-26 34 -20 78 6 104C16 70 14 30 8 0Z', STEEL) +
      path('M-4 20C-12 54 -6 80 6 104C12 80 12 50 4 22Z', '#E9ECEA') +
      path('M10 0C26 24 34 60 20 92C10 70 4 40 0 12Z', shade(STEEL, 0.3))
  const spring = line('M-8 -40q8 -8 16 0q-8 8 -16 0M-9 -52q9 -8 18 0', '#8C8A84', 3)
  const tool =
    grip(-1, colour) +
    grip(1, colour) +
    spring +
    group(jaw, { transform: `scale(1 ${reach})` }) +
    ellipse(0, -6, 13, 13, accent) +
    ellipse(0, -6, 6, 6, shade(accent, 0.4))
  const nail =
    ellipse(-27, -262, 5, 5, '#6E6A62') +
    line('M-27 -262C-44 -236 -42 -216 -34 -204M-27 -262C-12 -236 -20 -216 -26 -204', '#A9784C', 3.4)
  const shadow = group(tool, { transform: 'translate(14 -52)', opacity: 0.13, style: 'filter:brightness(0)' })
  return {
    svg: shadow + nail + group(tool, { transform: 'translate(0 -64)' }),
    width: 110,
    height: 280,
    foot: 0,
  }
}
