/**
 * @module Table lamps, lit.
 */
import { shade, tint } from '../colour.ts'
import { finish } from '../finish.ts'
import { gleam, type Profile, rod, turn } from '../lathe.ts'
import { type Drawing, d, ellipse, group, line, path } from '../pen.ts'
import type { Draw } from './painted.ts'

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
