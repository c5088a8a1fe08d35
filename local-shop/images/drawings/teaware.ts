/**
 * @module Teapots and infusers.
 */
import { shade, tint } from '../colour.ts'
import { finish } from '../finish.ts'
import { cap, gleam, mouth, type Profile, ring, rod, TILT, turn } from '../lathe.ts'
import { d, ellipse, group, line, move, path } from '../pen.ts'
import type { Draw } from './painted.ts'

const pots: Record<string, Profile> = {
  round: [
    [40, 0],
    [62, 10],
    [80, 44],
    [70, 82],
    [44, 98],
  ],
  tall: [
    [46, 0],
    [54, 6],
    [60, 40],
    [54, 100],
    [40, 128],
  ],
  low: [
    [52, 0],
    [80, 10],
    [92, 34],
    [74, 60],
    [42, 70],
  ],
  straight: [
    [56, 0],
    [60, 4, 1],
    [60, 50],
    [60, 92, 1],
    [44, 98],
  ],
}

/** A pour spout: root on the body at `low`, lip out at the left. */
function spout(root: number, low: number, lipX: number, lipY: number, colour: string): string {
  const data = d`M${-root + 14} ${-low - 18}C${-root - 16} ${-low - 14} ${lipX + 16} ${-lipY + 26} ${lipX - 4} ${-lipY}L${lipX + 12} ${-lipY - 4}C${lipX + 26} ${-lipY + 14} ${-root - 8} ${-low - 34} ${-root + 18} ${-low - 46}Z`
  return (
    path(data, colour) +
    path(data, shade(colour, 0.2), { opacity: 0.35, transform: 'translate(3 4)' }) +
    path(data, colour) +
    ellipse(lipX + 4, -lipY - 2, 8.5, 3, shade(colour, 0.45), { transform: d`rotate(-14 ${lipX} ${-lipY})` })
  )
}

export const teapot: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  const body = turn(pen, pots[form] ?? pots.round ?? [], colour)
  const low = body.height * 0.24
  const root = body.radiusAt(body.height * 0.5)
  const lid = turn(
    pen,
    [
      [body.top + 1, 0],
      [body.top * 0.9, 7],
      [body.top * 0.5, 15],
      [7, 19],
    ],
    colour,
  )
  const knob = turn(
    pen,
    [
      [5, 0],
      [5, 4],
      [9, 10],
      [7, 16],
      [0, 18],
    ],
    glaze === 'plain' ? colour : accent,
  )
  const bail = form === 'low'
  const side = form === 'straight'
  const top = body.height + 19
  const grip = bail
    ? rod(
        d`M${-body.top - 8} ${-body.height + 6}C${-body.top - 30} ${-body.height - 88} ${body.top + 30} ${-body.height - 88} ${body.top + 8} ${-body.height + 6}`,
        8,
        '#B98A55',
      )
    : side
      ? rod(d`M${root - 4} ${-body.height * 0.56}L${root + 66} ${-body.height * 0.78}`, 17, '#A9784C')
      : rod(
          d`M${body.radiusAt(body.height * 0.84) - 4} ${-body.height * 0.84}C${root + 54} ${-body.height * 0.98} ${root + 52} ${-low + 4} ${root - 8} ${-low}`,
          11,
          colour,
        )
  const svg =
    (bail ? '' : grip) +
    spout(root, low, -root - 38, body.height * 0.92, colour) +
    body.svg +
    finish(pen, body, glaze, colour, accent) +
    gleam(body) +
    ellipse(0, -body.height, body.top + 4, (body.top + 4) * TILT, shade(colour, 0.3)) +
    group(lid.svg, { transform: d`translate(0 ${-body.height})` }) +
    group(knob.svg, { transform: d`translate(0 ${-top})` }) +
    (bail ? grip : '')
  return {
    svg,
    width: root * 2 + 96,
    height: bail ? body.height + 72 : top + 18,
    foot: body.radiusAt(0) + 14,
  }
}

export const teaInfuser: Draw = (pen, { form, colour, accent }) => {
  if (form === 'basket') return basket(pen, colour, accent)
  if (form === 'ball') {
    const mesh = (y: number) =>
      line(d`M-26 ${y}Q0 ${y + 9} 26 ${y}`, shade(colour, 0.35), 0.8, { opacity: 0.7 })
    const ball = ellipse(0, -32, 32, 32, colour)
    const svg =
      line('M0 -64C6 -96 44 -92 52 -60C58 -36 66 -14 82 -6', shade(colour, 0.25), 2.4, {
        'stroke-dasharray': '4 2.6',
      }) +
      ball +
      ellipse(-11, -44, 9, 8, '#FFFFFF', { opacity: 0.4 }) +
      [-48, -40, -24, -16, -8].map(mesh).join('') +
      line('M-32 -32Q0 -22 32 -32', shade(colour, 0.4), 3) +
      ellipse(0, -65, 4, 4, 'none', { stroke: shade(colour, 0.3), 'stroke-width': 2 }) +
      move(
        ellipse(0, 0, 9, 12, accent) + ellipse(-2, -3, 3, 4, tint(accent, 0.5), { opacity: 0.6 }),
        86,
        -9,
        40,
      )
    return { svg, width: 140, height: 84, foot: 20 }
  }
  const holes = Array.from({ length: 18 }, (_, i) =>
    ellipse(-5 + (i % 3) * 5, -10 - Math.floor(i / 3) * 8, 1.2, 1.2, shade(colour, 0.55)),
  ).join('')
  const stick = (x: number, tiltBy: number, tip: string) =>
    move(
      path('M-9 -60Q-10 -4 0 0Q10 -4 9 -60Z', colour) +
        path('M2 -60Q6 -6 0 0Q10 -4 9 -60Z', shade(colour, 0.2)) +
        holes +
        rod('M0 -60V-148', 5, colour) +
        ellipse(0, -152, 9, 9, tip),
      x,
      -2,
      tiltBy,
    )
  return { svg: stick(-24, -9, accent) + stick(26, 7, tint(accent, 0.25)), width: 120, height: 162, foot: 30 }
}

function basket(pen: Parameters<Draw>[0], colour: string, accent: string) {
  const body = turn(
    pen,
    [
      [24, 0],
      [26, 3, 1],
      [31, 66],
    ],
    colour,
  )
  const mesh = Array.from({ length: 11 }, (_, i) =>
    ring(body, 6 + i * 5, shade(colour, 0.45), 0.7, 0.7),
  ).join('')
  const weave = Array.from({ length: 15 }, (_, i) =>
    line(d`M${-26 + i * 3.7} 0L${-30 + i * 4.3} -64`, shade(colour, 0.45), 0.5, { opacity: 0.5 }),
  ).join('')
  const collar = turn(
    pen,
    [
      [35, 0],
      [36, 3, 1],
      [36, 10],
    ],
    accent,
  )
  const svg =
    body.svg +
    pen.within(body.outline, mesh + weave) +
    gleam(body) +
    group(
      collar.svg + mouth(pen, collar, accent, { inside: shade(colour, 0.1), fill: '#6B5A35', depth: 4 }),
      { transform: 'translate(0 -62)' },
    ) +
    group(
      ellipse(0, -6, 37, 6, shade(accent, 0.3)) +
        ellipse(0, -9, 37, 6, accent) +
        cap({ top: 36, height: 9.6 }, accent),
      { transform: 'translate(86 0)' },
    )
  return { svg: group(svg, { transform: 'translate(-42 0)' }), width: 170, height: 80, foot: 60 }
}
