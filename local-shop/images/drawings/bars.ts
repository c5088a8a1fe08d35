/**
 * @module Soap in its band, chocolate in its wrapper.
 */
import { shade, tint } from '../colour.ts'
import { face, paper } from '../label.ts'
import { d, ellipse, group, line, path, rect } from '../pen.ts'
import type { Draw } from './painted.ts'

const INK = '#2B2420'
const PAPER = '#FBF5E9'

export const soap: Draw = (pen, { form, colour, accent, finish, label }) => {
  if (form === 'bottle') {
    const side =
      'M-38 0Q-42 -4 -42 -12V-128Q-42 -148 -18 -154V-170H18V-154Q42 -148 42 -128V-12Q42 -4 38 0Q0 5 -38 0Z'
    const svg =
      rect(-5, -206, 10, 40, shade(accent, 0.3)) +
      path('M-14 -214H16Q44 -214 48 -200L42 -198Q34 -206 16 -204H-14Z', accent) +
      rect(-21, -182, 42, 17, accent, { rx: 3 }) +
      path(side, colour) +
      pen.within(
        side,
        path('M18 5V-170H60V5Z', shade(colour, 0.2)) +
          rect(-36, -140, 7, 130, '#FFFFFF', { opacity: 0.35, rx: 3 }),
      ) +
      paper(label, -128, 62, 106, PAPER, INK, accent)
    return { svg, width: 96, height: 214, foot: 42 }
  }
  const bar = (y: number, w: number, tone: string) =>
    rect(-w / 2, y - 34, w, 34, shade(tone, 0.2), { rx: 9 }) +
    rect(-w / 2, y - 34, w - 5, 29, tone, { rx: 9 }) +
    rect(-w / 2 + 6, y - 31, w - 30, 4, '#FFFFFF', { rx: 2, opacity: 0.5 })
  if (form === 'dish') {
    const dish =
      rect(-66, -11, 132, 11, '#A9784C', { rx: 4 }) +
      [-42, -14, 14, 42].map((x) => rect(x - 9, -14, 18, 5, '#C39364', { rx: 2 })).join('')
    const round =
      ellipse(0, -34, 48, 24, shade(colour, 0.2)) +
      ellipse(-2, -37, 46, 22, colour) +
      ellipse(-14, -45, 18, 6, '#FFFFFF', { opacity: 0.45 }) +
      line('M-20 -36q20 12 40 0', shade(colour, 0.3), 2)
    const foam = [
      [40, -20, 7],
      [50, -26, 4],
      [34, -14, 5],
    ]
      .map(([x = 0, y = 0, r = 0]) => ellipse(x, y, r, r, '#FFFFFF', { opacity: 0.6 }))
      .join('')
    return { svg: dish + round + foam, width: 136, height: 60, foot: 62 }
  }
  const box = d`M-58 -84H58V0H-58Z`
  const marks =
    finish === 'flecks'
      ? Array.from({ length: 40 }, (_, i) =>
          ellipse(((i * 47) % 113) - 56, -((i * 29) % 81), 1.5, 1, shade(colour, 0.55), { opacity: 0.7 }),
        ).join('')
      : finish === 'swirl'
        ? [0, 1, 2]
            .map((i) => line(d`M-58 ${-18 - i * 25}q30 -24 58 0t62 -6`, accent, 7, { opacity: 0.45 }))
            .join('')
        : finish === 'layers'
          ? rect(-58, -28, 116, 28, shade(accent, 0.05), { opacity: 0.8 }) +
            rect(-58, -46, 116, 8, tint(accent, 0.4), { opacity: 0.8 })
          : ''
  const svg =
    rect(-54, -82, 116, 82, shade(colour, 0.3), { rx: 11 }) +
    rect(-58, -84, 116, 84, colour, { rx: 11 }) +
    pen.within(box, marks) +
    rect(-52, -79, 70, 5, '#FFFFFF', { rx: 2.5, opacity: 0.5 }) +
    rect(-35, -84, 70, 84, PAPER) +
    rect(29, -84, 6, 84, shade(PAPER, 0.12)) +
    rect(-35, -84, 70, 5, accent) +
    rect(-35, -5, 70, 5, accent) +
    face(label, -82, 66, 78, INK, accent)
  return {
    svg:
      form === 'stack'
        ? bar(0, 122, shade(colour, 0.06)) + group(svg, { transform: 'translate(0 -34)' })
        : svg,
    width: 124,
    height: form === 'stack' ? 118 : 84,
    foot: 60,
  }
}

export const chocolate: Draw = (pen, { form, colour, accent, finish, label }) => {
  if (form === 'box') {
    const pieces = [-58, -20, 18, 56]
      .map(
        (x, i) =>
          path(d`M${x - 16} -60Q${x - 15} -84 ${x} -84T${x + 16} -60Z`, i % 2 === 0 ? '#4E2F22' : '#7A4B35') +
          line(d`M${x - 7} -74q7 -6 13 2`, i % 2 === 0 ? accent : '#E9D3B0', 2.4),
      )
      .join('')
    const svg =
      path('M-84 -66L-70 -150H96L90 -66Z', shade(colour, 0.2)) +
      path('M-76 -70L-64 -144H88L83 -70Z', tint(colour, 0.15)) +
      pieces +
      rect(-88, -62, 180, 62, colour, { rx: 3 }) +
      rect(62, -62, 30, 62, shade(colour, 0.18), { rx: 3 }) +
      paper(label, -55, 126, 48, PAPER, INK, accent)
    return { svg, width: 186, height: 150, foot: 88 }
  }
  const bar = 'M-46 -176H46V0H-46Z'
  const stripes =
    finish === 'stripes'
      ? Array.from({ length: 12 }, (_, i) =>
          line(d`M${-110 + i * 22} 10L${-40 + i * 22} -190`, accent, 7, { opacity: 0.85 }),
        ).join('')
      : finish === 'dots'
        ? Array.from({ length: 60 }, (_, i) =>
            ellipse(
              ((i % 6) - 2.5) * 17 + (Math.floor(i / 6) % 2) * 8,
              -8 - Math.floor(i / 6) * 18,
              3.4,
              3.4,
              accent,
            ),
          ).join('')
        : finish === 'waves'
          ? Array.from({ length: 12 }, (_, i) =>
              line(d`M-50 ${-4 - i * 16}q12 -10 25 0t25 0t25 0t25 0`, accent, 2.6),
            ).join('')
          : rect(-46, -60, 92, 60, accent)
  const squares =
    rect(-40, -206, 80, 50, '#4E2F22', { rx: 2 }) +
    [-40, -13, 14].map((x) => rect(x + 2, -203, 22, 24, '#6B4330', { rx: 2 })).join('') +
    path('M-46 -176L-46 -186L-34 -192L-18 -184L-2 -194L14 -186L30 -193L46 -184V-176Z', '#D9CDB4')
  const svg =
    squares +
    path(bar, colour) +
    pen.within(bar, stripes + path('M30 0V-176H60V0Z', '#3A2320', { opacity: 0.14 })) +
    rect(-36, -142, 72, 92, PAPER, { rx: 1 }) +
    face(label, -140, 70, 88, INK, accent)
  return { svg: group(svg, { transform: 'rotate(3)' }), width: 96, height: 206, foot: 46 }
}
