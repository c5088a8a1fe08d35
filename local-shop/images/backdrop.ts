/**
 * @module What stands behind a still life: a wall, a table, and one large shape of light or colour.
 */
import { distance, mix, shade, tint } from './colour.ts'
import { d, ellipse, line, type Pen, path, rect } from './pen.ts'
import { randomFrom } from './random.ts'

export interface Scheme {
  wall: string
  table: string
  shape: string
}

/** Quiet schemes, for front views: a grid of them should read as one shop. */
const quiet: Scheme[] = [
  { wall: '#F3EADB', table: '#DFCBAA', shape: '#EAD9BE' },
  { wall: '#EBDCC4', table: '#CDAF85', shape: '#F4E8D3' },
  { wall: '#D3DDDD', table: '#B4A488', shape: '#E4EAE6' },
  { wall: '#EBCDBD', table: '#C99578', shape: '#F3DDCF' },
  { wall: '#D2D3B8', table: '#A59A70', shape: '#E2E2CB' },
  { wall: '#F2DDA4', table: '#D0A04F', shape: '#F8EAC4' },
  { wall: '#E4BB9B', table: '#B97F58', shape: '#EFCFB6' },
  { wall: '#B9C9CD', table: '#8C7C66', shape: '#CBD8DA' },
  { wall: '#B5BB98', table: '#958B62', shape: '#C8CDB0' },
  { wall: '#C9A3A0', table: '#A07A72', shape: '#DABDB7' },
]

/** Deeper ones, for scenes and close-ups. */
const deep: Scheme[] = [
  { wall: '#AFC3CC', table: '#7E6A54', shape: '#C6D5DA' },
  { wall: '#8E9B72', table: '#5E5137', shape: '#A5B088' },
  { wall: '#C9744C', table: '#7E3C22', shape: '#D98C63' },
  { wall: '#E9C46A', table: '#A9742F', shape: '#F1D792' },
  { wall: '#7B4C59', table: '#4A2A33', shape: '#91606C' },
  { wall: '#CFA184', table: '#8A5236', shape: '#DDB69C' },
  { wall: '#5F7280', table: '#3E4145', shape: '#748795' },
]

/** A scheme the colours stand out from; of those, the one the seed picks. */
export function schemeFor(seed: string, colours: string[], bold: boolean): Scheme {
  const all = bold ? deep : quiet
  const random = randomFrom(`scheme ${seed}`)
  const scored = all.map((scheme) => ({
    scheme,
    score: Math.min(0.24, ...colours.map((colour) => distance(colour, scheme.wall))) + random() * 0.2,
  }))
  scored.sort((a, b) => b.score - a.score)
  return scored[0]?.scheme ?? { wall: '#F3EADB', table: '#DFCBAA', shape: '#EAD9BE' }
}

const shapes = ['plain', 'sun', 'arch', 'window', 'panel', 'hill'] as const
export type Shape = (typeof shapes)[number]

export const shapeFor = (seed: string): Shape =>
  shapes[Math.floor(randomFrom(`shape ${seed}`)() * shapes.length)] ?? 'plain'

export function backdrop(
  pen: Pen,
  { wall, table, shape }: Scheme,
  what: Shape,
  width: number,
  height: number,
  horizon: number,
): string {
  const light = pen.radial([
    [0, '#FFF9EC', 0.42],
    [1, '#FFF9EC', 0],
  ])
  const fall = pen.linear(
    [
      [0, tint(table, 0.16), 1],
      [0.25, table, 1],
      [1, shade(table, 0.1), 1],
    ],
    true,
  )
  const wallEdge = pen.linear(
    [
      [0, '#3A2320', 0],
      [1, '#3A2320', 0.1],
    ],
    true,
  )
  return (
    rect(0, 0, width, height, wall) +
    behind(what, shape, mix(shape, wall, 0.45), width, horizon) +
    ellipse(width * 0.24, height * 0.2, width * 0.75, height * 0.55, light) +
    rect(0, horizon - height * 0.12, width, height * 0.12, wallEdge) +
    rect(0, horizon, width, height - horizon, fall) +
    line(d`M0 ${horizon}H${width}`, tint(table, 0.35), 3, { opacity: 0.8 }) +
    grain(width, height, horizon, table)
  )
}

function behind(what: Shape, colour: string, soft: string, width: number, horizon: number): string {
  switch (what) {
    case 'sun':
      return ellipse(width * 0.57, horizon * 0.47, width * 0.36, width * 0.36, colour)
    case 'arch': {
      const [left, right] = [width * 0.17, width * 0.83]
      const r = (right - left) / 2
      const top = Math.max(r + horizon * 0.07, horizon * 0.16)
      return (
        path(d`M${left} ${horizon}V${top}A${r} ${r} 0 0 1 ${right} ${top}V${horizon}Z`, soft) +
        path(
          d`M${left + 26} ${horizon}V${top}A${r - 26} ${r - 26} 0 0 1 ${right - 26} ${top}V${horizon}Z`,
          colour,
        )
      )
    }
    case 'window': {
      const pane = (x: number, y: number) =>
        path(d`M${x} ${y}h${width * 0.2}l${-width * 0.1} ${horizon * 0.34}h${-width * 0.2}Z`, colour, {
          opacity: 0.9,
        })
      const [x, y] = [width * 0.36, horizon * 0.12]
      return (
        pane(x, y) +
        pane(x + width * 0.23, y) +
        pane(x - width * 0.112, y + horizon * 0.38) +
        pane(x + width * 0.118, y + horizon * 0.38)
      )
    }
    case 'panel':
      return (
        rect(width * 0.56, 0, width * 0.44, horizon, colour) +
        rect(width * 0.545, 0, width * 0.015, horizon, soft)
      )
    case 'hill':
      return (
        path(
          d`M0 ${horizon * 0.62}C${width * 0.25} ${horizon * 0.4} ${width * 0.45} ${horizon * 0.5} ${width * 0.62} ${horizon * 0.66}S${width * 0.9} ${horizon * 0.72} ${width} ${horizon * 0.56}V${horizon}H0Z`,
          soft,
        ) +
        path(
          d`M0 ${horizon * 0.84}C${width * 0.3} ${horizon * 0.9} ${width * 0.5} ${horizon * 0.62} ${width} ${horizon * 0.8}V${horizon}H0Z`,
          colour,
        )
      )
    default:
      return ''
  }
}

/** A few flecks of paper in the wall, a few hairs of grain in the table. */
function grain(width: number, height: number, horizon: number, table: string): string {
  const random = randomFrom(`grain ${width} ${table}`)
  const flecks = Array.from({ length: 46 }, () =>
    ellipse(random() * width, random() * horizon, 1.1 + random() * 1.6, 1.1 + random() * 1.2, '#3A2320', {
      opacity: 0.07,
    }),
  ).join('')
  const hairs = Array.from({ length: 15 }, () => {
    const y = horizon + 14 + random() * (height - horizon - 20)
    const x = random() * width * 0.9
    return line(
      d`M${x} ${y}q${width * 0.06} ${random() * 8 - 4} ${width * (0.1 + random() * 0.16)} 0`,
      shade(table, 0.3),
      2,
      { opacity: 0.2 },
    )
  }).join('')
  return flecks + hairs
}
