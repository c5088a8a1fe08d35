/**
 * @module Bodies turned on a wheel: the one way cups, bowls, bottles, jars, pots and tins get their form and light.
 *
 * Light comes from the upper left. A body has three flat tones (a shade that follows its right contour, its own colour,
 * a light at the left) and a soft gradient across, which is the look of all illustrations here.
 */
import { shade, tint } from './colour.ts'
import { d, ellipse, line, type Pen, path, rect, smooth } from './pen.ts'

/** How far the camera looks down: height of an ellipse over its width. */
export const TILT = 0.15

/** [radius, height above the foot, 1 for a corner], from the foot up. */
export type Profile = (readonly [number, number] | readonly [number, number, 1])[]

export interface Body {
  svg: string
  /** Outline, to clip decoration by. */
  outline: string
  /** All but where the light reaches: filled even-odd within the outline it is the shade down the right side. */
  crescent: string
  /** Radius at a height, interpolated along the profile. */
  radiusAt: (height: number) => number
  top: number
  height: number
  widest: number
}

/** One side of the profile as cubic curves from its first point (not moved to) to its last. */
function side(points: Profile, sign: 1 | -1, dx: number): string {
  const at = (i: number) => points[Math.max(0, Math.min(points.length - 1, i))] ?? ([0, 0] as const)
  let data = ''
  for (let i = 0; i + 1 < points.length; i++) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    const out = from[2] === 1 ? 0 : 1 / 6
    const into = to[2] === 1 ? 0 : 1 / 6
    const c1 = [from[0] + (to[0] - before[0]) * out, from[1] + (to[1] - before[1]) * out] as const
    const c2 = [to[0] - (after[0] - from[0]) * into, to[1] - (after[1] - from[1]) * into] as const
    data += d`C${dx + sign * c1[0]} ${-c1[1]} ${dx + sign * c2[0]} ${-c2[1]} ${dx + sign * to[0]} ${-to[1]}`
  }
  return data
}

function outlineOf(profile: Profile, dx = 0): string {
  const foot = profile[0]?.[0] ?? 0
  const last = profile[profile.length - 1] ?? [0, 0]
  const right = side(profile, 1, dx)
  const left = side([...profile].reverse(), -1, dx)
  const bottom = d`A${foot} ${foot * TILT} 0 0 1 ${dx - foot} 0`
  return d`M${dx + foot} 0${right}L${dx - last[0]} ${-last[1]}${left}L${dx - foot} 0M${dx + foot} 0${bottom}Z`
}

/** The body alone, without rim. */
export function turn(pen: Pen, profile: Profile, colour: string, matt = false): Body {
  const outline = outlineOf(profile)
  const widest = Math.max(...profile.map(([radius]) => radius))
  const [top, height] = profile[profile.length - 1] ?? [0, 0]
  const across = pen.linear([
    [0, '#FFF9EC', matt ? 0.18 : 0.3],
    [0.34, '#FFF9EC', 0],
    [0.62, '#3A2320', 0],
    [1, '#3A2320', 0.22],
  ])
  const shading =
    path(outline, colour, { transform: d`translate(${-widest * 0.2} 0)` }) +
    rect(-widest, -height - widest * TILT, widest * 2, height + widest * 2 * TILT, across)
  const svg = path(outline, shade(colour, 0.17)) + pen.within(outline, shading)
  const around = d`M${-widest * 2} ${-height * 2}H${widest * 2}V${height}H${-widest * 2}Z`
  const crescent = around + outlineOf(profile, -widest * 0.2)
  return { svg, outline, crescent, widest, top, height, radiusAt: (h) => radiusAt(profile, h) }
}

function radiusAt(profile: Profile, height: number): number {
  for (let i = 0; i + 1 < profile.length; i++) {
    const [r0, h0] = profile[i] ?? [0, 0]
    const [r1, h1] = profile[i + 1] ?? [0, 0]
    if (height >= Math.min(h0, h1) && height <= Math.max(h0, h1) && h1 !== h0) {
      return r0 + ((r1 - r0) * (height - h0)) / (h1 - h0)
    }
  }
  return profile[profile.length - 1]?.[0] ?? 0
}

/** An open mouth: lip, inner wall, and what it holds (`fill`) at a depth below the rim. */
export function mouth(
  pen: Pen,
  body: Pick<Body, 'top' | 'height'>,
  colour: string,
  options: { inside?: string; lip?: number; fill?: string; depth?: number } = {},
): string {
  const { inside = colour, lip = Math.max(1.6, body.top * 0.05), fill, depth = body.top * 0.12 } = options
  const rx = body.top
  const ry = rx * TILT
  const y = -body.height
  const inner = rx - lip
  const hole = d`M${-inner} ${y}A${inner} ${inner * TILT} 0 1 1 ${inner} ${y}A${inner} ${inner * TILT} 0 1 1 ${-inner} ${y}Z`
  const wall = pen.linear([
    [0, shade(inside, 0.38), 1],
    [0.75, shade(inside, 0.1), 1],
    [1, tint(inside, 0.15), 1],
  ])
  const content =
    fill === undefined
      ? ''
      : pen.within(hole, ellipse(0, y + depth, inner * 0.97, inner * TILT, fill)) +
        pen.within(
          hole,
          ellipse(-inner * 0.25, y + depth, inner * 0.5, inner * TILT * 0.4, tint(fill, 0.3), {
            opacity: 0.35,
          }),
        )
  return ellipse(0, y, rx, ry, tint(colour, 0.28)) + path(hole, wall) + content
}

/** A closed flat top, as of a tin or a block of wax. */
export function cap(body: Pick<Body, 'top' | 'height'>, colour: string): string {
  return ellipse(0, -body.height, body.top, body.top * TILT, tint(colour, 0.2))
}

/** A gleam down the left side, for glazes and metal. */
export function gleam(body: Body, from = 0.2, to = 0.85, width = body.widest * 0.05): string {
  const steps = 6
  const points = Array.from({ length: steps + 1 }, (_, i) => {
    const height = body.height * (from + ((to - from) * i) / steps)
    return [-body.radiusAt(height) * 0.76, -height] as const
  })
  return line(smooth(points), '#FFFFFF', width, { opacity: 0.38 })
}

/** The front half of a ring around the body at a height. */
export function ring(body: Body, height: number, colour: string, width: number, opacity = 1): string {
  const r = body.radiusAt(height)
  return line(d`M${-r} ${-height}A${r} ${r * TILT} 0 0 0 ${r} ${-height}`, colour, width, {
    opacity,
    'stroke-linecap': 'butt',
  })
}

/** Something bent from a rod: handles, spouts, bails. */
export function rod(data: string, width: number, colour: string): string {
  return (
    line(data, shade(colour, 0.22), width) +
    line(data, colour, width * 0.66, { transform: d`translate(${-width * 0.09} ${-width * 0.09})` }) +
    line(data, tint(colour, 0.5), width * 0.14, {
      transform: d`translate(${-width * 0.22} ${-width * 0.22})`,
      opacity: 0.55,
    })
  )
}
