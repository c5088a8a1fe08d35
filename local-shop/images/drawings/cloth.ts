/**
 * @module Cloth, folded and hung: towels, napkins, tablecloths, aprons.
 */
import { mix, shade, tint } from '../colour.ts'
import { type Drawing, d, ellipse, group, line, type Pen, path, rect } from '../pen.ts'
import { weave } from '../weave.ts'
import type { Draw, Painted } from './painted.ts'

/** A pile of folded cloth: every layer one fold seen from its edge, the top one with a face. */
export function folded(pen: Pen, look: Painted, width: number, layers: number, thick: number): Drawing {
  const { colour, accent, finish } = look
  let svg = ''
  for (let i = 0; i < layers; i++) {
    const y = -i * thick
    const inset = ((i * 5) % 3) * 2
    const w = width - inset * 2
    const tone = layers > 1 && i % 2 === 1 && finish === 'pair' ? accent : colour
    const layer = d`M${-w / 2 + thick * 0.5} ${y - thick}H${w / 2 - 4}Q${w / 2} ${y - thick} ${w / 2} ${y - thick + 4}V${y - 2}Q${w / 2} ${y} ${w / 2 - 4} ${y}H${-w / 2 + thick * 0.5}C${-w / 2 - thick * 0.16} ${y} ${-w / 2 - thick * 0.16} ${y - thick} ${-w / 2 + thick * 0.5} ${y - thick}Z`
    svg +=
      path(layer, shade(tone, 0.1)) +
      pen.within(
        layer,
        rect(-w / 2, y - thick, w, thick * 0.5, tint(tone, 0.16)) +
          (finish === 'stripe' || finish === 'border'
            ? rect(w * 0.28, y - thick, w * 0.05, thick, accent) +
              rect(w * 0.36, y - thick, w * 0.02, thick, accent)
            : '') +
          (finish === 'check'
            ? Array.from({ length: 9 }, (_, k) =>
                rect(-w / 2 + k * w * 0.12, y - thick, w * 0.05, thick, accent, { opacity: 0.6 }),
              ).join('')
            : '') +
          rect(w * 0.36, y - thick, w * 0.2, thick, '#3A2320', { opacity: 0.12 }),
      ) +
      line(d`M${-w / 2 + thick * 0.4} ${y - thick * 0.48}H${w / 2 - 2}`, shade(tone, 0.3), 1.6, {
        opacity: 0.65,
      })
  }
  const h = layers * thick
  const depth = Math.min(60, width * 0.16)
  const top = d`M${-width / 2 + thick * 0.3} ${-h + 1}L${-width / 2 + depth} ${-h - depth * 0.8}H${width / 2 - depth * 0.5}L${width / 2 - 2} ${-h + 1}Z`
  svg +=
    path(top, tint(colour, 0.12)) +
    pen.within(top, weave(finish, -width / 2, -h - depth, width, depth * 1.1, colour, accent, 0.5)) +
    path(
      top,
      pen.linear([
        [0, '#FFF9EC', 0.25],
        [1, '#3A2320', 0.1],
      ]),
    )
  return { svg, width, height: h + depth * 0.8, foot: width / 2 }
}

/** A wooden peg on the wall with its shadow. */
export const peg = (y: number) =>
  ellipse(5, y + 7, 11, 11, '#3A2320', { opacity: 0.18 }) +
  ellipse(0, y, 11, 11, '#A9784C') +
  ellipse(-2, y - 3, 7, 6, '#C39364')

/** A towel folded over a wooden rail, its longer half in front. */
function overRail(pen: Pen, look: Painted): Drawing {
  const { colour, accent, finish } = look
  const [w, h] = [250, 400]
  const front = d`M${-w / 2} ${-h}H${w / 2}C${w / 2 + 3} ${-h * 0.6} ${w / 2 - 4} ${-h * 0.3} ${w / 2 + 4} -6Q${w * 0.3} 6 ${w * 0.1} -2T${-w * 0.26} 0T${-w / 2 - 4} -8C${-w / 2 + 4} ${-h * 0.3} ${-w / 2 - 3} ${-h * 0.6} ${-w / 2} ${-h}Z`
  const back = d`M${-w / 2 + 18} ${-h}H${w / 2 + 22}L${w / 2 + 26} -74Q${w * 0.2} -64 ${-w / 2 + 18} -78Z`
  const folds = [-0.3, 0.02, 0.3]
    .map((t) =>
      path(
        d`M${w * t} ${-h}C${w * t + 8} ${-h * 0.6} ${w * t - 10} ${-h * 0.3} ${w * t - 4} 4h26C${w * t + 18} ${-h * 0.3} ${w * t + 20} ${-h * 0.6} ${w * t} ${-h}Z`,
        '#3A2320',
        { opacity: 0.08 },
      ),
    )
    .join('')
  const light = pen.linear([
    [0, '#FFF9EC', 0.2],
    [0.5, '#FFF9EC', 0],
    [1, '#3A2320', 0.14],
  ])
  const svg =
    path(front, '#3A2320', { opacity: 0.13, transform: 'translate(20 22)' }) +
    path(back, shade(colour, 0.2)) +
    rect(-190, -h - 15, 380, 18, '#A9784C', { rx: 9 }) +
    rect(-190, -h - 15, 380, 7, '#C39364', { rx: 4 }) +
    [-176, 176]
      .map((x) => ellipse(x, -h - 6, 15, 15, '#8A5E38') + ellipse(x - 3, -h - 9, 10, 9, '#A9784C'))
      .join('') +
    path(front, colour) +
    pen.within(front, weave(finish, -w / 2 - 6, -h - 8, w + 12, h + 12, colour, accent, 1) + folds) +
    path(front, light) +
    rect(-w / 2, -h - 19, w, 24, tint(colour, 0.12), { rx: 9 }) +
    line(d`M${-w / 2 + 4} ${-h + 6}H${w / 2 - 4}`, shade(colour, 0.3), 1.6, { opacity: 0.5 })
  return { svg, width: 380, height: h + 24, foot: 0 }
}

export const teaTowel: Draw = (pen, look) =>
  look.form === 'folded' ? folded(pen, look, 230, 3, 22) : overRail(pen, look)

export const napkins: Draw = (pen, look) => {
  if (look.form === 'folded') return folded(pen, look, 210, 4, 17)
  const { colour, accent, finish } = look
  const fan =
    'M0 -62C-40 -90 -104 -150 -96 -226C-62 -206 -54 -232 -36 -250C-22 -224 -10 -232 0 -258C10 -232 22 -224 36 -250C54 -232 62 -206 96 -226C104 -150 40 -90 0 -62Z'
  const tail = 'M0 -62C-30 -50 -66 -30 -84 0Q-40 -8 0 2Q40 -8 84 0C66 -30 30 -50 0 -62Z'
  const pleats = [-60, -30, 0, 30, 60]
    .map(
      (x) =>
        line(d`M0 -62Q${x * 0.7} -140 ${x} -236`, shade(colour, 0.3), 2.4, { opacity: 0.5 }) +
        path(d`M0 -62Q${x * 0.7} -140 ${x} -236L${x + 13} -232Q${x * 0.7 + 9} -140 0 -62Z`, '#3A2320', {
          opacity: 0.1,
        }),
    )
    .join('')
  const svg =
    path(tail, shade(colour, 0.1)) +
    pen.within(tail, weave(finish, -90, -70, 180, 74, colour, accent, 0.6)) +
    path(fan, colour) +
    pen.within(fan, weave(finish, -110, -260, 220, 200, colour, accent, 0.6) + pleats) +
    rect(-17, -76, 34, 26, '#A9784C', { rx: 6 }) +
    rect(-17, -76, 34, 9, '#C39364', { rx: 4 })
  return { svg, width: 196, height: 258, foot: 74 }
}

/** A tablecloth over a round table, its fall in deep folds. */
export const tablecloth: Draw = (pen, look) => {
  if (look.form === 'folded') return folded(pen, look, 330, 4, 26)
  const { colour, accent, finish } = look
  const fall =
    'M-250 -330C-256 -220 -270 -120 -286 -18Q-240 8 -206 -16T-124 -10T-40 -6T44 -8T128 -10T210 -14T286 -18C270 -120 256 -220 250 -330Z'
  const folds = [-206, -124, -40, 44, 128, 210]
    .map((x) =>
      path(
        d`M${x * 0.86} -310C${x * 0.9} -200 ${x * 0.96} -100 ${x - 16} 4H${x + 24}C${x + 6} -100 ${x * 0.92} -200 ${x * 0.86} -310Z`,
        '#3A2320',
        { opacity: 0.13 },
      ),
    )
    .join('')
  const svg =
    path(fall, shade(colour, 0.06)) +
    pen.within(fall, weave(finish, -290, -340, 580, 350, colour, accent, 1.6) + folds) +
    path(
      fall,
      pen.linear([
        [0, '#FFF9EC', 0.2],
        [0.5, '#FFF9EC', 0],
        [1, '#3A2320', 0.18],
      ]),
    ) +
    ellipse(0, -330, 250, 36, tint(colour, 0.16)) +
    ellipse(0, -330, 250, 36, 'none', {
      stroke: mix(colour, '#FFFFFF', 0.4),
      'stroke-width': 3,
      opacity: 0.6,
    }) +
    group(
      ellipse(10, -330, 46, 7, shade(colour, 0.2)) +
        ellipse(-36, -362, 30, 31, '#D98A3A') +
        ellipse(26, -358, 28, 28, '#B5471F') +
        ellipse(-44, -372, 9, 8, '#FFF9EC', { opacity: 0.45 }),
    )
  return { svg, width: 572, height: 396, foot: 270 }
}

export const apron: Draw = (pen, look) => {
  const { form, colour, accent, finish } = look
  const cross = form === 'cross'
  const waist = form === 'waist'
  const outline = waist
    ? 'M-190 -330H190C196 -220 200 -120 204 -12Q100 6 0 -4T-204 -12C-200 -120 -196 -220 -190 -330Z'
    : 'M-92 -640Q0 -618 92 -640C96 -560 130 -480 196 -430C200 -300 206 -150 210 -14Q104 8 0 -4T-210 -14C-206 -150 -200 -300 -196 -430C-130 -480 -96 -560 -92 -640Z'
  const h = waist ? 330 : 640
  const straps = waist
    ? line('M-190 -322C-120 -400 -40 -400 0 -380C40 -400 120 -400 190 -322', shade(accent, 0.05), 11)
    : line(
        cross
          ? 'M-88 -638C-60 -720 20 -740 0 -760M88 -638C60 -720 -20 -740 0 -760'
          : 'M-88 -638C-70 -740 -20 -764 0 -764S70 -740 88 -638',
        accent,
        13,
      )
  const ties = waist
    ? ''
    : line('M-194 -424C-236 -380 -232 -290 -220 -240M194 -424C236 -380 232 -300 222 -250', accent, 9)
  const pocketY = waist ? -210 : -330
  const pocket =
    rect(-94, pocketY, 188, 124, tint(colour, 0.06), { rx: 8 }) +
    rect(-94, pocketY, 188, 124, 'none', {
      rx: 8,
      stroke: shade(colour, 0.35),
      'stroke-width': 2,
      'stroke-dasharray': '7 6',
    }) +
    line(d`M0 ${pocketY}V${pocketY + 124}`, shade(colour, 0.35), 2, { 'stroke-dasharray': '7 6' })
  const folds = [-120, 20, 140]
    .map((x) =>
      path(
        d`M${x * 0.6} ${-h * 0.8}C${x} -300 ${x * 1.1} -100 ${x * 1.1} 0h34C${x * 1.1 + 24} -100 ${x + 10} -300 ${x * 0.6} ${-h * 0.8}Z`,
        '#3A2320',
        { opacity: 0.08 },
      ),
    )
    .join('')
  const svg =
    path(outline, '#3A2320', { opacity: 0.13, transform: 'translate(26 24)' }) +
    straps +
    ties +
    path(outline, colour) +
    pen.within(outline, weave(finish, -220, -h - 10, 440, h + 20, colour, accent, 1.4) + folds) +
    pocket +
    path(
      outline,
      pen.linear([
        [0, '#FFF9EC', 0.2],
        [0.5, '#FFF9EC', 0],
        [1, '#3A2320', 0.16],
      ]),
    ) +
    group(peg(0), { transform: d`translate(0 ${waist ? -384 : -764}) scale(1.8)` })
  return { svg, width: 470, height: waist ? 410 : 790, foot: 0 }
}
