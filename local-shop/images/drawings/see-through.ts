/**
 * @module Bodies of glass: walls one looks through, what is in them, and the lines blown into them.
 */
import { mix, shade, tint } from '../colour.ts'
import { type Body, type Profile, TILT, turn } from '../lathe.ts'
import { d, ellipse, line, type Pen, path, smooth } from '../pen.ts'

/** A see-through body: faint fill, drink up to a share of its height, edges and gleams. */
export function clear(
  pen: Pen,
  profile: Profile,
  colour: string,
  drink?: { colour: string; level: number },
): { svg: string; body: Body } {
  const body = turn(pen, profile, colour)
  const { outline, height, top, widest } = body
  const walls = pen.linear([
    [0, shade(colour, 0.3), 0.55],
    [0.12, tint(colour, 0.4), 0.2],
    [0.5, tint(colour, 0.6), 0.05],
    [0.86, colour, 0.18],
    [1, shade(colour, 0.35), 0.55],
  ])
  const level = drink === undefined ? 0 : height * drink.level
  const r = body.radiusAt(level)
  const poured =
    drink === undefined
      ? ''
      : pen.within(
          outline,
          path(d`M${-widest} ${-level}H${widest}V${widest * TILT}H${-widest}Z`, drink.colour, {
            opacity: 0.95,
          }) +
            path(
              d`M${r * 0.35} ${-level}H${widest}V${widest * TILT}H${widest * 0.5}Z`,
              shade(drink.colour, 0.4),
              { opacity: 0.3 },
            ),
        ) + ellipse(0, -level, r * 0.97, r * 0.97 * TILT, tint(drink.colour, 0.25))
  const back = ellipse(0, -height, top, top * TILT, 'none', {
    stroke: shade(colour, 0.12),
    'stroke-width': 1.4,
    opacity: 0.9,
  })
  const shine =
    line(shinePath(body, 0.8, 0.14, 0.9), '#FFFFFF', Math.max(1.6, widest * 0.05), { opacity: 0.75 }) +
    line(shinePath(body, -0.84, 0.3, 0.75), '#FFFFFF', Math.max(1, widest * 0.02), { opacity: 0.6 })
  const svg =
    path(outline, tint(colour, 0.25), { opacity: 0.3 }) + poured + path(outline, walls) + back + shine
  return { svg, body }
}

function shinePath(body: Body, side: number, from: number, to: number): string {
  return smooth(
    Array.from({ length: 7 }, (_, i) => {
      const height = body.height * (from + ((to - from) * i) / 6)
      return [-body.radiusAt(height) * side, -height] as const
    }),
  )
}

/** Ribs blown into a glass: bright and dark lines, closer towards the sides. */
export function glassRibs(pen: Pen, body: Body, colour: string, many = 13): string {
  const ribs = Array.from({ length: many }, (_, i) => {
    const turnBy = Math.sin(((i + 0.5) / many - 0.5) * Math.PI)
    const points = Array.from({ length: 7 }, (_, s) => {
      const height = (body.height * s) / 6
      return d`${s === 0 ? 'M' : 'L'}${turnBy * body.radiusAt(height)} ${-height}`
    }).join('')
    return line(points, i % 2 === 0 ? '#FFFFFF' : shade(colour, 0.3), 1.5, { opacity: 0.34 })
  }).join('')
  return pen.within(body.outline, ribs)
}

/** Panels cut into the lower half of a glass. */
export const facets = (body: Body, colour: string) =>
  [-0.72, -0.26, 0.26, 0.72]
    .map((x) =>
      path(
        d`M${x * body.widest - 9} 6L${x * body.widest - 10} ${-body.height * 0.52}Q${x * body.widest} ${-body.height * 0.66} ${x * body.widest + 10} ${-body.height * 0.52}L${x * body.widest + 9} 6Z`,
        mix(colour, '#FFFFFF', 0.5),
        { opacity: 0.28, stroke: '#FFFFFF', 'stroke-width': 1 },
      ),
    )
    .join('')

/** Bubbles caught in remelted glass. */
export const bubbles = (body: Body) =>
  Array.from({ length: 24 }, (_, i) =>
    ellipse(
      ((i * 37) % 61) - 30,
      -body.height * (((i * 53) % 97) / 100) - 4,
      1.3 + (i % 3) * 0.6,
      1.3 + (i % 3) * 0.6,
      '#FFFFFF',
      { opacity: 0.6 },
    ),
  ).join('')
