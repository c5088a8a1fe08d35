/**
 * @module Paper bags, tins and packets: coffee, tea, flour, seeds.
 */
import { mix, shade, tint } from '../colour.ts'
import { face, type LabelText, paper, words } from '../label.ts'
import { cap, gleam, ring, TILT, turn } from '../lathe.ts'
import { motif } from '../motifs.ts'
import { type Drawing, d, ellipse, group, line, type Pen, path, rect } from '../pen.ts'
import type { Draw } from './painted.ts'

const INK = '#2B2420'
const PAPER = '#FBF5E9'

/** A block-bottom bag with a rolled or folded top. */
function blockBag(
  pen: Pen,
  width: number,
  height: number,
  colour: string,
  accent: string,
  label: LabelText,
  top: 'fold' | 'roll' | 'tie',
): Drawing {
  const half = width / 2
  const outline = d`M${-half} 0L${-half + 3} ${-height * 0.9}L${-half + 8} ${-height}H${half - 8}L${half - 3} ${-height * 0.9}L${half} 0Q0 5 ${-half} 0Z`
  const folds =
    path(
      d`M${half * 0.7} 4L${half * 0.74} ${-height * 0.86}L${half - 8} ${-height}H${half + 9}V4Z`,
      shade(colour, 0.18),
    ) +
    path(d`M${-half} 0L${-half * 0.8} ${-height * 0.88}L${-half} ${-height}Z`, tint(colour, 0.22), {
      opacity: 0.7,
    }) +
    line(
      d`M${-half * 0.4} ${-height * 0.84}Q${-half * 0.1} ${-height * 0.8} ${half * 0.3} ${-height * 0.85}`,
      shade(colour, 0.25),
      1,
      { opacity: 0.5 },
    )
  const closing =
    top === 'roll'
      ? rect(-half + 3, -height - 13, width - 6, 22, shade(colour, 0.12), { rx: 4 }) +
        rect(-half + 3, -height - 13, width - 6, 8, tint(colour, 0.18), { rx: 4 }) +
        [-1, 1].map((s) => rect(s * (half - 6) - 5, -height - 9, 10, 18, accent, { rx: 2 })).join('')
      : top === 'tie'
        ? path(
            d`M${-half * 0.5} ${-height}L${-half * 0.7} ${-height - 34}Q0 ${-height - 26} ${half * 0.7} ${-height - 34}L${half * 0.5} ${-height}Z`,
            tint(colour, 0.1),
          ) +
          rect(-half * 0.52, -height - 7, half * 1.04, 9, accent, { rx: 4 }) +
          line(
            d`M${half * 0.2} ${-height - 2}q10 18 2 32M${half * 0.2} ${-height - 2}q20 12 22 28`,
            accent,
            2.4,
          )
        : path(
            d`M${-half + 8} ${-height}L${-half + 12} ${-height - 24}H${half - 12}L${half - 8} ${-height}Z`,
            shade(colour, 0.1),
          ) + rect(-half + 8, -height - 3, width - 16, 6, shade(colour, 0.3))
  const svg =
    path(outline, colour) +
    pen.within(outline, folds) +
    closing +
    group(paper(label, -height * 0.8, width * 0.7, height * 0.68, PAPER, INK, accent), {
      transform: d`translate(${-width * 0.04} 0)`,
    })
  return { svg, width, height: height + (top === 'tie' ? 34 : 20), foot: half }
}

function pouch(
  pen: Pen,
  width: number,
  height: number,
  colour: string,
  accent: string,
  label: LabelText,
): Drawing {
  const half = width / 2
  const outline = d`M${-half + 2} -4C${-half - 5} ${-height * 0.4} ${-half + 3} ${-height * 0.7} ${-half + 5} ${-height}H${half - 5}C${half - 3} ${-height * 0.7} ${half + 5} ${-height * 0.4} ${half - 2} -4Q0 9 ${-half + 2} -4Z`
  const lit =
    path(
      d`M${half * 0.6} 8C${half * 0.9} ${-height * 0.4} ${half * 0.6} ${-height * 0.8} ${half * 0.66} ${-height}H${half + 9}V8Z`,
      shade(colour, 0.2),
    ) +
    path(
      d`M${-half} 0C${-half * 0.7} ${-height * 0.4} ${-half * 0.82} ${-height * 0.8} ${-half * 0.8} ${-height}H${-half - 5}Z`,
      tint(colour, 0.35),
      { opacity: 0.6 },
    )
  const top =
    rect(-half + 5, -height, width - 10, 15, shade(colour, 0.12)) +
    line(d`M${-half + 7} ${-height + 21}H${half - 7}`, shade(colour, 0.3), 1.4) +
    ellipse(0, -height + 40, 5, 5, shade(colour, 0.32)) +
    ellipse(0, -height + 40, 2, 2, shade(colour, 0.55))
  const band = rect(-half - 6, -height * 0.22, width + 12, height * 0.1, accent)
  const ink = INK
  const svg =
    path(outline, colour) +
    pen.within(outline, lit + band) +
    top +
    group(
      rect(-width * 0.38, -height * 0.72, width * 0.76, height * 0.44, PAPER, { rx: 2 }) +
        face(label, -height * 0.72, width * 0.76, height * 0.43, ink, accent),
    )
  return { svg, width, height, foot: half * 0.94 }
}

function tin(pen: Pen, r: number, height: number, colour: string, accent: string, label: LabelText): Drawing {
  const body = turn(
    pen,
    [
      [r, 0],
      [r, height],
    ],
    colour,
  )
  const lid = turn(
    pen,
    [
      [r + 1.5, 0],
      [r + 1.5, height * 0.17, 1],
      [r - 1, height * 0.19],
    ],
    shade(colour, 0.1),
  )
  const svg =
    body.svg +
    ring(body, 4, accent, 3) +
    ring(body, height * 0.88, accent, 2) +
    gleam(body, 0.06, 0.9, r * 0.06) +
    paper(label, -height * 0.78, r * 1.34, height * 0.66, PAPER, INK, accent) +
    group(
      lid.svg +
        gleam(lid, 0.1, 0.9, r * 0.06) +
        cap(lid, shade(colour, 0.04)) +
        ellipse(0, -lid.height, r * 0.8, r * 0.8 * TILT, 'none', {
          stroke: shade(colour, 0.25),
          'stroke-width': 1,
        }),
      { transform: d`translate(0 ${-height})` },
    )
  return { svg, width: r * 2 + 4, height: height * 1.2, foot: r }
}

function carton(width: number, height: number, colour: string, accent: string, label: LabelText): Drawing {
  const depth = width * 0.22
  const svg =
    path(
      d`M${width / 2} 0L${width / 2 + depth} ${-depth * 0.55}V${-height - depth * 0.4}L${width / 2} ${-height}Z`,
      shade(colour, 0.3),
    ) +
    path(
      d`M${-width / 2} ${-height}L${-width / 2 + depth} ${-height - depth * 0.4}H${width / 2 + depth}L${width / 2} ${-height}Z`,
      tint(colour, 0.35),
    ) +
    rect(-width / 2, -height, width, height, colour) +
    rect(-width / 2, -height * 0.12, width, height * 0.12, accent) +
    paper(label, -height * 0.92, width * 0.8, height * 0.74, PAPER, INK, accent)
  return {
    svg: group(svg, { transform: d`translate(${-depth / 2} 0)` }),
    width: width + depth,
    height: height + depth * 0.4,
    foot: width / 2 + depth * 0.3,
  }
}

export const coffeeBeans: Draw = (pen, { form, colour, accent, label }) => {
  const bag =
    form === 'tin'
      ? tin(pen, 52, 140, colour, accent, label)
      : form === 'pouch'
        ? pouch(pen, 132, 216, colour, accent, label)
        : blockBag(pen, 128, 206, colour, accent, label, form === 'fold' ? 'fold' : 'roll')
  const beans = [
    [-86, -4, 20],
    [-100, -2, -40],
    [-72, 2, 70],
  ]
    .map(([x = 0, y = 0, a = 0]) =>
      group(ellipse(0, 0, 8, 5.6, '#5A3826') + line('M-7 0q7 3.4 14 0', '#2F1C14', 1.3), {
        transform: d`translate(${x} ${y}) rotate(${a})`,
      }),
    )
    .join('')
  return { ...bag, svg: beans + bag.svg, width: bag.width + 24 }
}

export const tea: Draw = (pen, { form, colour, accent, label }) => {
  if (form === 'carton') return carton(104, 138, colour, accent, label)
  if (form === 'pouch') return pouch(pen, 104, 166, colour, accent, label)
  if (form === 'low') return tin(pen, 58, 84, colour, accent, label)
  return tin(pen, 44, 124, colour, accent, label)
}

export const flour: Draw = (pen, { form, colour, accent, label }) =>
  form === 'sack'
    ? blockBag(pen, 190, 264, colour, accent, label, 'tie')
    : blockBag(pen, 136, 212, colour, accent, label, 'fold')

/** A seed packet leaning back, the plant large on its front. */
export const seeds: Draw = (_pen, { colour, accent, label }) => {
  const [w, h] = [92, 138]
  const field = mix(colour, PAPER, 0.12)
  const svg =
    rect(-w / 2 + 4, -h + 3, w, h - 3, shade(colour, 0.4), { rx: 1.5 }) +
    rect(-w / 2, -h, w, h, PAPER, { rx: 1.5 }) +
    rect(-w / 2, -h, w, 13, accent) +
    line(d`M${-w / 2 + 4} ${-h + 13}H${w / 2 - 4}`, PAPER, 1, { 'stroke-dasharray': '3 3' }) +
    rect(-w / 2 + 7, -h + 20, w - 14, h * 0.52, field, { rx: 30 }) +
    motif(label.motif, 0, -h + 20 + h * 0.26, 29, accent, shade(mix('#5C6B45', colour, 0.15), 0.1)) +
    seedTitle(label, -h * 0.26, w)
  const loose = [
    [58, -2],
    [66, 1],
    [61, 4],
    [72, -1],
  ]
    .map(([x = 0, y = 0]) => ellipse(x, y, 2.6, 1.7, '#4E3A2A'))
    .join('')
  return { svg: group(svg, { transform: 'rotate(-3)' }) + loose, width: 120, height: h + 4, foot: 44 }
}

function seedTitle(label: LabelText, top: number, width: number): string {
  const short = label.title
  const size = Math.min(13, (width * 0.84) / (short.length * 0.5))
  return (
    words(short, top + size, size, INK) +
    words(label.maker.toUpperCase(), top + size + 11, 4.6, INK, { spacing: 0.8 })
  )
}
