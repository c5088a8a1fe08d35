/**
 * @module Rolling pins and baking tins.
 */
import { shade, tint } from '../colour.ts'
import { finish } from '../finish.ts'
import { cap, gleam, mouth, rod, turn } from '../lathe.ts'
import { d, ellipse, group, line, path, rect } from '../pen.ts'
import type { Draw } from './painted.ts'

export const rollingPin: Draw = (pen, { form, colour, accent, finish: carving }) => {
  const marble = form === 'marble'
  const length = form === 'french' ? 470 : 270
  const r = form === 'french' ? 20 : 30
  const barrel =
    form === 'french'
      ? 'M-235 -20C-150 -44 150 -44 235 -20Q238 -14 235 -10C150 6 -150 6 -235 -10Q-238 -14 -235 -20Z'
      : d`M${-length / 2} ${-r * 2}H${length / 2}Q${length / 2 + 8} ${-r} ${length / 2} 0H${-length / 2}Q${-length / 2 - 8} ${-r} ${-length / 2} ${-r * 2}Z`
  const light = pen.linear(
    [
      [0, '#FFF9EC', 0.45],
      [0.3, '#FFF9EC', 0.1],
      [0.6, '#3A2320', 0],
      [1, '#3A2320', 0.32],
    ],
    true,
  )
  const grain = marble
    ? line('M-130 -44Q-80 -20 -30 -34T60 -10M-60 -58Q0 -30 70 -52T132 -26', '#A7A39B', 1.6, { opacity: 0.7 })
    : [0.3, 0.5, 0.7]
        .map((t) =>
          line(
            d`M${-length * 0.46} ${-r * 2 * t}Q0 ${-r * 2 * t - 5} ${length * 0.46} ${-r * 2 * t + 2}`,
            shade(colour, 0.3),
            1,
            { opacity: 0.35 },
          ),
        )
        .join('')
  const carved =
    carving === 'carved'
      ? Array.from({ length: 7 }, (_, i) =>
          group(
            path('M0 -18C9 -9 9 9 0 18C-9 9 -9 -9 0 -18Z', shade(colour, 0.35)) +
              path('M-18 0C-9 -9 9 -9 18 0C9 9 -9 9 -18 0Z', shade(colour, 0.28)),
            { transform: `translate(${-108 + i * 36} -30)` },
          ),
        ).join('')
      : ''
  const grips =
    form === 'french'
      ? ''
      : [-1, 1]
          .map(
            (s) =>
              rod(d`M${s * (length / 2 + 8)} ${-r}H${s * (length / 2 + 20)}`, 12, '#8C8A84') +
              rod(d`M${s * (length / 2 + 28)} ${-r}H${s * (length / 2 + 82)}`, 26, accent),
          )
          .join('')
  const svg = grips + path(barrel, colour) + pen.within(barrel, grain + carved) + path(barrel, light)
  const cradle = marble ? rect(-110, -7, 220, 9, '#A9784C', { rx: 3 }) : ''
  return {
    svg: group(group(svg, { transform: d`rotate(-7) translate(0 ${marble ? -6 : 0})` }) + cradle, {}),
    width: form === 'french' ? 470 : 430,
    height: 84,
    foot: length * 0.42,
  }
}

export const bakingTin: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  switch (form) {
    case 'loaf': {
      const front = 'M-120 -78L120 -78L106 0Q0 5 -106 0Z'
      const svg =
        path('M-126 -84L-104 -112H132L126 -84Z', shade(colour, 0.42)) +
        loaf('M-104 -96C-110 -150 -60 -156 0 -156S116 -150 110 -96Z') +
        path(front, shade(colour, 0.14)) +
        pen.within(front, path('M-120 -90L90 -90L70 10L-130 10Z', colour)) +
        rect(-128, -86, 256, 10, tint(colour, 0.35), { rx: 4 }) +
        line('M-92 -66L-84 -12', '#FFFFFF', 5, { opacity: 0.35 })
      return { svg, width: 256, height: 156, foot: 106 }
    }
    case 'muffin': {
      const cups = [-96, -32, 32, 96]
        .map((x, i) => (i % 2 === 0 ? muffin(x, '#C98A4B') : muffin(x, '#7A4B35')))
        .join('')
      const svg =
        cups +
        path('M-146 -44L146 -44L150 -34H-150Z', tint(colour, 0.3)) +
        rect(-150, -36, 300, 8, shade(colour, 0.2), { rx: 3 }) +
        [-96, -32, 32, 96]
          .map(
            (x) =>
              path(d`M${x - 27} -28H${x + 27}L${x + 20} 0Q${x} 4 ${x - 20} 0Z`, colour) +
              path(d`M${x + 8} -28H${x + 27}L${x + 20} 0Q${x + 12} 3 ${x + 6} 2Z`, shade(colour, 0.22)),
          )
          .join('')
      return { svg, width: 300, height: 92, foot: 126 }
    }
    case 'bundt': {
      const body = turn(
        pen,
        [
          [62, 0],
          [96, 22],
          [112, 66],
          [114, 92],
        ],
        colour,
      )
      const svg =
        body.svg +
        finish(pen, body, 'flutes', colour, accent) +
        gleam(body, 0.2, 0.9, 5) +
        mouth(pen, body, colour, { lip: 5, inside: shade(colour, 0.12) }) +
        ellipse(0, -94, 24, 5, colour) +
        ellipse(0, -95, 14, 3, shade(colour, 0.6))
      return { svg, width: 228, height: 110, foot: 70 }
    }
    case 'tart': {
      const body = turn(
        pen,
        [
          [108, 0],
          [112, 3, 1],
          [126, 36],
        ],
        colour,
      )
      const berries = Array.from({ length: 40 }, (_, i) => {
        const a = i * 2.4
        const r = Math.sqrt(i / 40) * 108
        return ellipse(
          Math.cos(a) * r,
          -40 + Math.sin(a) * r * 0.13,
          11,
          9,
          i % 4 === 0 ? '#8E3B4C' : i % 3 === 0 ? '#6B3E4B' : '#B5471F',
        )
      }).join('')
      const svg =
        body.svg +
        finish(pen, body, 'flutes', colour, accent) +
        mouth(pen, body, '#D9A45F', { inside: '#C98A4B', lip: 9, fill: '#E9C98A', depth: 2 }) +
        berries
      return { svg, width: 252, height: 66, foot: 110 }
    }
    case 'sheet': {
      const svg =
        path('M-180 -6L-140 -92H140L180 -6Z', shade(colour, 0.14)) +
        path('M-164 -14L-130 -84H130L164 -14Z', shade(colour, 0.3)) +
        path('M-158 -18L-127 -82H123L150 -18Z', tint(colour, 0.08)) +
        rect(-182, -10, 364, 12, tint(colour, 0.25), { rx: 5 }) +
        [-96, -32, 32, 96]
          .map(
            (x) =>
              ellipse(x, -34, 26, 9, '#C98A4B') +
              ellipse(x - 4, -37, 20, 6, '#DDA667') +
              ellipse(x + 6, -36, 4, 2, '#5A3826') +
              ellipse(x * 0.88, -64, 20, 7, '#C98A4B') +
              ellipse(x * 0.88 - 3, -66, 15, 4.5, '#DDA667'),
          )
          .join('')
      return { svg, width: 364, height: 92, foot: 176 }
    }
    case 'rect': {
      const front = 'M-160 -62H160L150 0Q0 5 -150 0Z'
      const svg =
        path('M-160 -62L-138 -92H138L160 -62Z', shade(colour, 0.3)) +
        path('M-148 -62L-130 -86H130L148 -62Z', '#D9A45F') +
        [-90, -20, 50].map((x) => line(d`M${x} -84L${x + 36} -64`, '#B5763B', 4)).join('') +
        path(front, shade(colour, 0.15)) +
        pen.within(
          front,
          path('M-170 -70H120L106 10H-170Z', colour) +
            (glaze === 'bands' ? rect(-170, -50, 340, 5, accent) : ''),
        ) +
        rect(-166, -68, 332, 11, tint(colour, 0.3), { rx: 5 }) +
        [-1, 1].map((s) => rect(s * 176 - 18, -66, 36, 10, colour, { rx: 5 })).join('') +
        line('M-134 -46L-128 -12', '#FFFFFF', 5, { opacity: 0.4 })
      return { svg, width: 388, height: 92, foot: 150 }
    }
    default: {
      const body = turn(
        pen,
        [
          [112, 0],
          [114, 3, 1],
          [114, 70],
        ],
        colour,
      )
      const cake = turn(
        pen,
        [
          [106, 0],
          [106, 22],
          [98, 34],
          [60, 40],
        ],
        '#D9A45F',
      )
      const clasp =
        rect(66, -58, 16, 40, shade(colour, 0.4), { rx: 3 }) +
        rect(69, -54, 7, 32, tint(colour, 0.4), { rx: 3 })
      const svg =
        group(cake.svg + cap(cake, '#E5BE80'), { transform: 'translate(0 -54)' }) +
        body.svg +
        gleam(body, 0.1, 0.9, 5) +
        line('M-114 -70A114 17 0 0 0 114 -70', tint(colour, 0.4), 4) +
        clasp
      return { svg, width: 232, height: 104, foot: 112 }
    }
  }
}

const loaf = (outline: string) =>
  path(outline, '#B5763B') +
  line('M-70 -138q18 10 20 26M-16 -144q18 10 20 28M40 -142q18 10 20 26', '#E5BE80', 7) +
  path('M30 -155C90 -154 114 -146 110 -96H70Q90 -130 30 -155Z', '#8C5A30', { opacity: 0.6 })

const muffin = (x: number, tone: string) =>
  path(d`M${x - 34} -40C${x - 44} -76 ${x - 18} -90 ${x} -90S${x + 44} -76 ${x + 34} -40Z`, tone) +
  path(d`M${x + 8} -89C${x + 38} -86 ${x + 40} -64 ${x + 34} -40H${x + 12}Z`, shade(tone, 0.25), {
    opacity: 0.6,
  }) +
  [-14, 2, 14].map((o, i) => ellipse(x + o, -62 - (i % 2) * 12, 4, 3, '#4E3020')).join('')
