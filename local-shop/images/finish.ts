/**
 * @module Glazes and surfaces: what makes two mugs of one form two different mugs.
 */
import { brightness, mix, shade, tint } from './colour.ts'
import { type Body, ring, TILT } from './lathe.ts'
import { d, ellipse, line, type Pen, path } from './pen.ts'
import { randomFrom } from './random.ts'

/** Everything painted on a body, clipped to it. An unknown finish is a plain one. */
export function finish(pen: Pen, body: Body, name: string, colour: string, accent: string): string {
  const { height, widest, outline } = body
  switch (name) {
    case 'speckle':
      return pen.within(outline, speckles(widest, height, colour))
    case 'dip':
      return (
        pen.within(outline, below(pen, body, height * 0.42, accent)) +
        ring(body, height * 0.42, shade(accent, 0.2), 0.8, 0.5)
      )
    case 'glaze':
      return pen.within(
        outline,
        below(pen, body, height * 0.24, mix('#C9A27C', accent, 0.12)) + drips(body, colour),
      )
    case 'bands':
      return (
        ring(body, height * 0.84, accent, 2) +
        ring(body, height * 0.78, accent, 0.9) +
        ring(body, height * 0.12, accent, 1.4)
      )
    case 'brush':
      return pen.within(
        outline,
        ring(body, height * 0.55, accent, height * 0.2, 0.85) + ring(body, height * 0.42, accent, 1, 0.6),
      )
    case 'ripple':
      return pen.within(outline, ripples(body, colour))
    case 'flutes':
      return pen.within(outline, flutes(body, colour))
    case 'stripes':
      return pen.within(outline, stripes(body, accent))
    case 'dots':
      return pen.within(outline, dots(body, accent))
    case 'hammered':
      return pen.within(outline, hammered(body, colour))
    case 'leaf':
      return pen.within(outline, leaves(body, accent))
    default:
      return ''
  }
}

/** Iron spots in a stoneware glaze, over a box of ±halfWidth and the height. */
export function speckles(halfWidth: number, height: number, colour: string, many = 70): string {
  const random = randomFrom(`${colour}${Math.round(halfWidth)}${Math.round(height)}`)
  const spot = brightness(colour) > 0.4 ? shade(colour, 0.6) : tint(colour, 0.5)
  return Array.from({ length: many }, () => {
    const size = halfWidth * (0.006 + 0.014 * random() ** 2)
    return ellipse((random() * 2 - 1) * halfWidth, -random() * height, size, size, spot, { opacity: 0.55 })
  }).join('')
}

/** The part of a body under a height, in another colour, edged along the round. */
function below(pen: Pen, body: Body, height: number, colour: string): string {
  const r = body.radiusAt(height) + 2
  const wide = body.widest + 5
  const edge = d`M${-wide} ${-height}L${-r} ${-height}A${r} ${r * TILT} 0 0 0 ${r} ${-height}L${wide} ${-height}V${wide}H${-wide}Z`
  return (
    path(edge, colour) +
    pen.within(edge, path(body.crescent, '#3A2320', { 'fill-rule': 'evenodd', opacity: 0.2 }))
  )
}

function drips(body: Body, colour: string): string {
  const random = randomFrom(`drip${colour}`)
  const base = body.height * 0.25
  const r = body.radiusAt(base)
  return Array.from({ length: 9 }, (_, i) => {
    const x = r * Math.sin((-0.9 + (1.8 * i) / 8) * 1.35)
    const sag = Math.sqrt(Math.max(0, 1 - (x / r) ** 2)) * r * TILT
    return line(d`M${x} ${-base - 4}L${x} ${-base + sag + random() * body.height * 0.05}`, colour, r * 0.2)
  }).join('')
}

function ripples(body: Body, colour: string): string {
  const many = 7
  return Array.from({ length: many }, (_, i) => {
    const height = (body.height * (i + 0.8)) / (many + 0.6)
    return (
      ring(body, height, shade(colour, 0.32), 1.1, 0.5) +
      ring(body, height - 1.6, tint(colour, 0.55), 0.9, 0.5)
    )
  }).join('')
}

/** Vertical lines that close up towards the sides, following the contour. */
function upright(body: Body, many: number, stroke: string, width: number, opacity: number): string {
  return Array.from({ length: many }, (_, i) => {
    const turn = Math.sin(((i + 0.5) / many - 0.5) * Math.PI * 0.98)
    const steps = 8
    const data = Array.from({ length: steps + 1 }, (_, s) => {
      const height = (body.height * s) / steps
      const r = body.radiusAt(height)
      const drop = Math.sqrt(1 - turn * turn) * r * TILT
      return d`${s === 0 ? 'M' : 'L'}${turn * r} ${-height + drop}`
    }).join('')
    return line(data, stroke, width, { opacity, 'stroke-linecap': 'butt' })
  }).join('')
}

function flutes(body: Body, colour: string): string {
  const width = body.widest * 0.035
  return (
    upright(body, 17, shade(colour, 0.35), width, 0.42) +
    `<g transform="translate(${Math.round(width * 10) / 10} 0)">${upright(body, 17, tint(colour, 0.6), width * 0.7, 0.4)}</g>`
  )
}

function stripes(body: Body, accent: string): string {
  return upright(body, 11, accent, body.widest * 0.07, 0.9)
}

function dots(body: Body, accent: string): string {
  const rows = 4
  let svg = ''
  for (let row = 0; row < rows; row++) {
    const height = body.height * (0.2 + (0.62 * row) / (rows - 1))
    const r = body.radiusAt(height)
    for (let i = 0; i < 9; i++) {
      const turn = Math.sin(((i + (row % 2) * 0.5) / 8.5 - 0.5) * Math.PI)
      const size = body.widest * 0.055
      svg += ellipse(
        turn * r,
        -height + Math.sqrt(1 - turn * turn) * r * TILT,
        size * Math.sqrt(1 - turn * turn * 0.8),
        size,
        accent,
      )
    }
  }
  return svg
}

function hammered(body: Body, colour: string): string {
  const random = randomFrom(`hammer${colour}${Math.round(body.widest)}`)
  return Array.from({ length: 90 }, () => {
    const x = (random() * 2 - 1) * body.widest
    const size = body.widest * 0.055
    const lit = random() > 0.5
    return ellipse(
      x,
      -random() * body.height,
      size,
      size * 0.8,
      lit ? tint(colour, 0.5) : shade(colour, 0.3),
      { opacity: 0.22 },
    )
  }).join('')
}

function leaves(body: Body, accent: string): string {
  return Array.from({ length: 5 }, (_, i) => {
    const turn = Math.sin((i / 4 - 0.5) * 2.4)
    const x = turn * body.radiusAt(body.height * 0.5) * 0.95
    const low = -body.height * 0.18
    const high = -body.height * 0.8
    const leaf = (t: number, flip: number) => {
      const y = low + (high - low) * t
      const s = body.height * 0.11
      return path(
        d`M${x} ${y}q${flip * s * 0.2} ${-s * 0.8} ${flip * s} ${-s * 0.7}q${-flip * s * 0.2} ${s * 0.7} ${-flip * s} ${s * 0.7}Z`,
        accent,
      )
    }
    return (
      line(d`M${x} ${low}L${x} ${high}`, accent, 1.1) +
      [0.12, 0.36, 0.6, 0.84].map((t) => leaf(t, 1) + leaf(t, -1)).join('')
    )
  }).join('')
}
