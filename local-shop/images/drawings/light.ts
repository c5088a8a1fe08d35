/**
 * @module Candles, what holds them, and lamps.
 */
import { shade, tint } from '../colour.ts'
import { finish } from '../finish.ts'
import { paper } from '../label.ts'
import { cap, gleam, mouth, type Profile, rod, TILT, turn } from '../lathe.ts'
import { type Drawing, d, ellipse, group, line, move, type Pen, path } from '../pen.ts'
import { clear } from './glass.ts'
import type { Draw } from './painted.ts'

const INK = '#2B2420'
const PAPER = '#FBF5E9'

/** A lit wick whose foot is at (x, y). */
function flame(pen: Pen, x: number, y: number, size = 1): string {
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

function taper(x: number, base: number, height: number, colour: string, lit: string): string {
  return group(
    path(d`M-10 0L-7.5 ${-height}Q0 ${-height - 5} 7.5 ${-height}L10 0Z`, colour) +
      path(d`M3 0V${-height}L7.5 ${-height}L10 0Z`, shade(colour, 0.2)) +
      line(d`M-5.5 -8L-4 ${-height + 8}`, '#FFFFFF', 2, { opacity: 0.4 }) +
      ellipse(0, -height, 7.5, 2.2, tint(colour, 0.4)) +
      lit,
    { transform: d`translate(${x} ${base})` },
  )
}

export const candle: Draw = (pen, { form, colour, accent, finish: surface, label }) => {
  if (form === 'tapers') {
    const tones = [colour, accent, tint(colour, 0.3)]
    const svg =
      tones
        .map((tone, i) =>
          move(taper(0, 0, 250, tone, line('M0 -252V-262', INK, 1.8)), (i - 1) * 26, 0, (i - 1) * 2.2),
        )
        .join('') +
      path('M-48 -86H48V-64H-48Z', PAPER) +
      line('M0 -76q-26 26 -10 42M0 -76q24 22 14 44M0 -76q-20 -20 -24 -4t24 4q20 -20 24 -4t-24 4', accent, 3)
    return { svg, width: 110, height: 266, foot: 38 }
  }
  if (form === 'pillar') {
    const pillar = (r: number, h: number, tone: string) => {
      const body = turn(
        pen,
        [
          [r, 0],
          [r, h],
        ],
        tone,
        true,
      )
      return (
        body.svg +
        finish(pen, body, surface, tone, accent) +
        cap(body, tone) +
        ellipse(0, -h, r * 0.6, r * 0.6 * TILT, tint('#E9C46A', 0.4), { opacity: 0.7 }) +
        flame(pen, 0, -h + 2)
      )
    }
    return {
      svg: move(pillar(34, 150, tint(colour, 0.1)), -34, -12) + move(pillar(38, 92, colour), 36, 0),
      width: 150,
      height: 206,
      foot: 70,
    }
  }
  if (form === 'glass') {
    const { svg } = clear(
      pen,
      [
        [38, 0],
        [42, 4, 1],
        [44, 104],
      ],
      colour,
      { colour: accent, level: 0.72 },
    )
    return {
      svg: svg + flame(pen, 0, -76) + paper(label, -74, 56, 60, PAPER, INK, shade(accent, 0.25)),
      width: 88,
      height: 130,
      foot: 40,
    }
  }
  const profile: Profile =
    form === 'tin'
      ? [
          [48, 0],
          [50, 2],
          [50, 54],
        ]
      : [
          [36, 0],
          [42, 6],
          [44, 50],
          [44, 92],
        ]
  const body = turn(pen, profile, colour)
  const svg =
    body.svg +
    (form === 'tin' ? gleam(body, 0.1, 0.9) : finish(pen, body, surface, colour, accent) + gleam(body)) +
    mouth(pen, body, colour, { inside: tint(colour, 0.2), fill: '#F6EAD2', depth: 4 }) +
    flame(pen, 0, -body.height + 5) +
    paper(
      label,
      form === 'tin' ? -48 : -74,
      form === 'tin' ? 72 : 58,
      form === 'tin' ? 40 : 58,
      PAPER,
      INK,
      accent,
    )
  return { svg, width: 100, height: body.height + 50, foot: 44 }
}

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

const lampFeet: Record<string, Profile> = {
  gourd: [
    [70, 0],
    [72, 5, 1],
    [40, 14],
    [92, 70],
    [100, 120],
    [60, 186],
    [22, 214],
    [20, 240],
  ],
  column: [
    [80, 0],
    [82, 8, 1],
    [30, 18],
    [26, 200],
    [34, 212, 1],
    [10, 222],
    [10, 240],
  ],
  mushroom: [
    [88, 0],
    [90, 8],
    [44, 22],
    [34, 110],
    [46, 190],
  ],
  globe: [
    [74, 0],
    [76, 26, 1],
    [20, 34],
    [20, 60],
  ],
}

export const lamp: Draw = (pen, { form, colour, accent, finish: glaze }): Drawing => {
  const foot = turn(pen, lampFeet[form] ?? lampFeet.gourd ?? [], colour)
  const glow = pen.radial([
    [0, '#FFE9B5', 0.75],
    [0.5, '#FFE2A0', 0.25],
    [1, '#FFE2A0', 0],
  ])
  const h = foot.height
  const base = foot.svg + finish(pen, foot, glaze, colour, accent) + gleam(foot, 0.2, 0.8, 6)
  if (form === 'globe') {
    const orb =
      ellipse(0, -h - 92, 96, 96, '#FFF3D6') +
      ellipse(
        0,
        -h - 92,
        96,
        96,
        pen.linear([
          [0, '#FFFFFF', 0.6],
          [0.6, '#FFFFFF', 0],
          [1, '#C98A64', 0.35],
        ]),
      ) +
      ellipse(-36, -h - 128, 18, 26, '#FFFFFF', { opacity: 0.8 })
    return { svg: ellipse(0, -h - 92, 220, 220, glow) + orb + base, width: 200, height: h + 188, foot: 76 }
  }
  if (form === 'mushroom') {
    const dome = 'M-160 0C-160 -120 -70 -160 0 -160S160 -120 160 0Q80 24 0 24T-160 0Z'
    const svg =
      ellipse(0, -h + 20, 230, 160, glow) +
      base +
      group(
        path(dome, accent) +
          pen.within(
            dome,
            path(dome, shade(accent, 0.18), { transform: 'translate(70 10)' }) +
              ellipse(-70, -100, 34, 20, '#FFFFFF', { opacity: 0.35, transform: 'rotate(-34 -70 -100)' }),
          ) +
          ellipse(0, 0, 158, 22, '#FFE9B5', { opacity: 0.85 }),
        { transform: d`translate(0 ${-h + 4})` },
      )
    return { svg, width: 320, height: h + 158, foot: 90 }
  }
  const shadeOutline = 'M-92 -190H92L150 0Q0 26 -150 0Z'
  const lit = pen.linear([
    [0, '#FFF3CF', 0.55],
    [0.45, '#FFF3CF', 0.2],
    [1, '#3A2320', 0.18],
  ])
  const pleats =
    form === 'column'
      ? Array.from({ length: 15 }, (_, i) =>
          line(d`M${-92 + (i + 0.5) * 12.3} -190L${-150 + (i + 0.5) * 20} 14`, shade(accent, 0.25), 2, {
            opacity: 0.45,
          }),
        ).join('')
      : ''
  const svg =
    ellipse(0, -h - 60, 300, 260, glow) +
    rod(d`M0 ${-h}V${-h - 26}`, 9, '#B08D57') +
    base +
    group(
      path(shadeOutline, accent) +
        pen.within(shadeOutline, pleats) +
        path(shadeOutline, lit) +
        ellipse(0, -190, 92, 11, tint(accent, 0.5)) +
        line('M-150 0Q0 26 150 0', shade(accent, 0.25), 4),
      { transform: d`translate(0 ${-h - 6})` },
    )
  return { svg, width: 300, height: h + 208, foot: foot.radiusAt(0) }
}
