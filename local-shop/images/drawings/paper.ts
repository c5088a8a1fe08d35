/**
 * @module Notebooks, advent calendars, ornaments.
 */
import { shade, tint } from '../colour.ts'
import { face, words } from '../label.ts'
import { motif } from '../motifs.ts'
import { type Drawing, d, ellipse, group, line, type Pen, path, rect } from '../pen.ts'
import { weave } from '../weave.ts'
import type { Draw, Painted } from './painted.ts'

const INK = '#2B2420'
const PAPER = '#FBF5E9'

export const notebook: Draw = (pen, { form, colour, accent, finish, label }) => {
  const [w, h] = form === 'small' ? [104, 148] : form === 'planner' ? [176, 236] : [148, 210]
  const cover = d`M${-w / 2} ${-h}H${w / 2 - 6}Q${w / 2} ${-h} ${w / 2} ${-h + 6}V-6Q${w / 2} 0 ${w / 2 - 6} 0H${-w / 2}Z`
  const rings =
    form === 'planner'
      ? Array.from({ length: 11 }, (_, i) =>
          line(d`M${-w / 2 - 7} ${-h + 16 + i * 20.4}h16`, '#B08D57', 4),
        ).join('')
      : ''
  const band =
    form === 'small'
      ? ''
      : form === 'planner'
        ? rect(-w / 2, -52, w, 3, accent)
        : rect(w / 2 - 26, -h, 7, h, accent)
  const svg =
    rect(-w / 2 + 6, -h + 5, w + 2, h - 5, shade(colour, 0.45), { rx: 5 }) +
    rect(-w / 2 + 6, -h + 3, w - 1, h - 4, '#F2E8D5', { rx: 3 }) +
    [1, 2, 3].map((i) => line(d`M${w / 2 + 1 + i} ${-h + 8}V-4`, '#CDBB9B', 0.6)).join('') +
    path(cover, colour) +
    pen.within(
      cover,
      weave(finish, -w / 2, -h, w, h, colour, accent, 0.7) +
        rect(-w / 2, -h, 15, h, '#3A2320', { opacity: 0.14 }),
    ) +
    path(
      cover,
      pen.linear([
        [0, '#FFF9EC', 0.16],
        [1, '#3A2320', 0.1],
      ]),
    ) +
    rect(-w * 0.3, -h * 0.86, w * 0.6, h * 0.44, PAPER, { rx: 2 }) +
    face(label, -h * 0.85, w * 0.58, h * 0.42, INK, accent) +
    rings +
    band +
    (form !== 'classic' ? '' : path(d`M${-w * 0.1} 0v26l5 -7 5 7V0Z`, accent))
  return {
    svg: group(svg, { transform: d`translate(0 ${form === 'planner' ? 0 : 0})` }),
    width: w + 12,
    height: h,
    foot: w / 2,
  }
}

/** Doors of a calendar: numbers set in a grid of boxes with varied colours. */
function doors(
  x: number,
  y: number,
  columns: number,
  rows: number,
  size: number,
  tones: string[],
  first = 1,
): string {
  let svg = ''
  for (let i = 0; i < columns * rows; i++) {
    const day = ((i * 7) % (columns * rows)) + first
    const tone = tones[(i * 5 + Math.floor(i / columns)) % tones.length] ?? PAPER
    const [cx, cy] = [x + (i % columns) * size * 1.16, y + Math.floor(i / columns) * size * 1.16]
    svg +=
      rect(cx, cy, size, size, tone, { rx: size * 0.06 }) +
      rect(cx + size * 0.06, cy + size * 0.06, size * 0.88, size * 0.88, 'none', {
        stroke: PAPER,
        'stroke-width': size * 0.025,
        'stroke-dasharray': `${size * 0.07} ${size * 0.05}`,
        opacity: 0.7,
      }) +
      words(String(day), cy + size * 0.66, size * 0.4, tone === PAPER ? INK : PAPER, { x: cx + size / 2 })
  }
  return svg
}

export const adventCalendar: Draw = (_pen, { form, colour, accent, label }) => {
  const tones = [accent, shade(colour, 0.25), PAPER, '#C98A64', '#6B3E4B']
  if (form === 'string') {
    const bags = Array.from({ length: 12 }, (_, i) => {
      const x = -250 + (i % 6) * 100
      const y = -330 + Math.floor(i / 6) * 170 + Math.sin(((i % 6) / 5) * Math.PI) * 30
      const tone = [colour, accent, tint(colour, 0.3)][i % 3] ?? colour
      return (
        path(
          d`M${x - 30} ${y + 26}L${x - 36} ${y + 112}Q${x} ${y + 120} ${x + 36} ${y + 112}L${x + 30} ${y + 26}Q${x} ${y + 18} ${x - 30} ${y + 26}Z`,
          tone,
        ) +
        path(
          d`M${x + 8} ${y + 20}L${x + 14} ${y + 116}L${x + 36} ${y + 112}L${x + 30} ${y + 26}Z`,
          shade(tone, 0.18),
        ) +
        rect(x - 31, y + 36, 62, 5, PAPER) +
        words(String(((i * 5) % 24) + 1), y + 88, 28, PAPER, { x }) +
        rect(x - 5, y, 10, 30, '#C79A63', { rx: 2 })
      )
    }).join('')
    const strings = [0, 1]
      .map((i) => line(d`M-320 ${-336 + i * 170}Q0 ${-258 + i * 170} 320 ${-336 + i * 170}`, '#8A5E38', 4))
      .join('')
    return { svg: strings + bags, width: 640, height: 350, foot: 0 }
  }
  if (form === 'house') {
    const svg =
      path('M-190 -330L0 -500L190 -330Z', shade(accent, 0.1)) +
      path('M0 -500L190 -330H150L0 -464Z', shade(accent, 0.3)) +
      rect(92, -470, 40, 90, shade(colour, 0.2)) +
      path('M-190 -330L0 -500L206 -322L190 -306L0 -472L-190 -306L-206 -322Z', PAPER) +
      rect(-170, -330, 340, 330, colour) +
      rect(130, -330, 40, 330, shade(colour, 0.15)) +
      doors(-150, -310, 4, 4, 60, tones) +
      doors(-34, -412, 1, 1, 66, [accent], 24) +
      path('M-210 0q40 -22 80 -6t90 -2t90 0t90 -4t70 12Z', '#FFFFFF')
    return { svg, width: 412, height: 500, foot: 190 }
  }
  const svg =
    rect(-178, -292, 366, 292, shade(colour, 0.4), { rx: 6 }) +
    rect(-186, -300, 366, 300, colour, { rx: 6 }) +
    words(label.title, -268, 21, PAPER) +
    doors(-168, -250, 6, 4, 49, tones) +
    motif('star', 150, -276, 18, PAPER, PAPER) +
    motif('star', -158, -276, 18, PAPER, PAPER)
  return { svg, width: 374, height: 300, foot: 180 }
}

export const ornament: Draw = (pen, look) => {
  const pieces = look.form.split('+')
  const gap = 128
  const svg = pieces
    .map((form, i) => {
      const x = (i - (pieces.length - 1) / 2) * gap
      const drop = i % 2 === 0 ? 0 : 46
      return group(
        line(d`M0 -260V${-120 + drop}`, '#A9784C', 1.8) +
          group(
            hanging(pen, form, i % 2 === 0 ? look : { ...look, colour: look.accent, accent: look.colour }),
            { transform: d`translate(0 ${-62 + drop})` },
          ),
        { transform: d`translate(${x} -50)` },
      )
    })
    .join('')
  const rail = rect(
    -Math.max(120, pieces.length * 76),
    -318,
    Math.max(240, pieces.length * 152),
    10,
    '#8A5E38',
    { rx: 5 },
  )
  return {
    svg: rail + svg,
    width: Math.max(240, pieces.length * 140),
    height: 320,
    foot: 0,
  } satisfies Drawing
}

function hanging(pen: Pen, form: string, { colour, accent, finish }: Painted): string {
  switch (form) {
    case 'star':
      return Array.from({ length: 8 }, (_, i) =>
        group(
          path('M0 0L15 -24L0 -64Z', tint(colour, i % 2 === 0 ? 0.25 : 0)) +
            path('M0 0L-15 -24L0 -64Z', shade(colour, 0.18)),
          { transform: `rotate(${i * 45}) scale(${i % 2 === 0 ? 1 : 0.66})` },
        ),
      ).join('')
    case 'bell':
      return (
        path('M-46 36C-40 -10 -36 -50 0 -54C36 -50 40 -10 46 36Q0 48 -46 36Z', colour) +
        path('M14 42C22 0 18 -40 4 -54C36 -50 40 -10 46 36Q32 41 14 42Z', shade(colour, 0.22)) +
        ellipse(0, 44, 10, 9, accent) +
        line('M-27 22C-25 -8 -22 -28 -13 -38', '#FFFFFF', 4, { opacity: 0.45 })
      )
    case 'tree':
      return (
        [0, 1, 2]
          .map(
            (i) =>
              path(
                d`M0 ${-64 + i * 26}L${26 + i * 10} ${-14 + i * 28}H${-26 - i * 10}Z`,
                tint(colour, 0.16 - i * 0.08),
              ) + path(d`M0 ${-64 + i * 26}L${26 + i * 10} ${-14 + i * 28}H6Z`, shade(colour, 0.2)),
          )
          .join('') +
        rect(-7, 42, 14, 16, '#8A5E38') +
        line('M-20 -10Q4 2 24 -8M-28 22Q4 36 34 20', accent, 3)
      )
    case 'bird':
      return (
        path('M-50 6C-40 -34 6 -40 22 -16C34 -30 50 -26 58 -14L46 -6C44 30 0 50 -30 24L-66 38Z', colour) +
        path('M-34 0C-10 -20 14 -8 18 10C0 24 -20 18 -34 0Z', accent) +
        ellipse(38, -14, 3.4, 3.4, INK)
      )
    default: {
      const dome = 'M0 -52A52 52 0 1 1 0 52A52 52 0 1 1 0 -52Z'
      const bands =
        finish === 'stripe'
          ? [-26, 0, 26].map((y) => line(d`M-56 ${y}Q0 ${y + 16} 56 ${y}`, accent, 9)).join('')
          : finish === 'dots'
            ? Array.from({ length: 24 }, (_, i) =>
                ellipse(((i * 29) % 92) - 46, ((i * 41) % 92) - 46, 4.4, 4.4, accent),
              ).join('')
            : line('M-56 0Q0 18 56 0', accent, 14) + line('M-56 14Q0 32 56 14', tint(accent, 0.4), 3)
      return (
        path(dome, shade(colour, 0.2)) +
        pen.within(dome, ellipse(-10, -8, 52, 52, colour) + bands) +
        ellipse(-20, -24, 11, 15, '#FFFFFF', { opacity: 0.5, transform: 'rotate(30 -20 -24)' }) +
        rect(-10, -62, 20, 13, '#C9A24F', { rx: 3 })
      )
    }
  }
}
