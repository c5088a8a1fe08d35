/**
 * @module What grows: stems for vases, plants for pots. Each grows up from (0, 0).
 */
import { shade, tint } from '../colour.ts'
import { d, ellipse, line, move, path } from '../pen.ts'

const GREEN = '#5C6B45'
const SAGE = '#8E9B72'

const blade = (length: number, width: number, colour: string) =>
  path(
    d`M0 0C${width} ${-length * 0.3} ${width} ${-length * 0.7} 0 ${-length}C${-width} ${-length * 0.7} ${-width} ${-length * 0.3} 0 0Z`,
    colour,
  ) + path(d`M0 0C${width} ${-length * 0.3} ${width} ${-length * 0.7} 0 ${-length}Z`, shade(colour, 0.2))

/** A leafy branch of a height, bending by `lean` to the side. */
export function branch(height: number, lean: number, colour = GREEN): string {
  const at = (t: number) => [lean * t * t, -height * t] as const
  const leaves = Array.from({ length: 7 }, (_, i) => {
    const t = 0.26 + i * 0.115
    const [x, y] = at(t)
    return move(
      blade(height * 0.2, height * 0.05, i % 2 === 0 ? colour : tint(colour, 0.18)),
      x,
      y,
      (i % 2 === 0 ? -58 : 58) + lean * 0.2,
    )
  }).join('')
  const [tx, ty] = at(1)
  return (
    line(d`M0 0Q0 ${-height * 0.55} ${tx} ${ty}`, shade(colour, 0.25), height * 0.014) +
    leaves +
    move(blade(height * 0.18, height * 0.045, colour), at(0.94)[0], at(0.94)[1], lean * 0.25)
  )
}

/** A round flower on a stalk. */
export function flower(height: number, lean: number, colour: string, centre: string): string {
  const r = height * 0.13
  const petals = Array.from({ length: 9 }, (_, i) =>
    move(
      path(
        d`M0 0C${r * 0.5} ${-r * 0.3} ${r * 0.4} ${-r} 0 ${-r}C${-r * 0.4} ${-r} ${-r * 0.5} ${-r * 0.3} 0 0Z`,
        i % 2 === 0 ? colour : tint(colour, 0.18),
      ),
      lean,
      -height,
      i * 40,
    ),
  ).join('')
  return (
    line(d`M0 0Q0 ${-height * 0.6} ${lean} ${-height}`, GREEN, height * 0.016) +
    move(blade(height * 0.24, height * 0.05, GREEN), lean * 0.2, -height * 0.4, lean > 0 ? 44 : -44) +
    petals +
    ellipse(lean, -height, r * 0.34, r * 0.34, centre)
  )
}

/** Dried grass: a plume. */
export const plume = (height: number, lean: number, colour = '#D2B993') =>
  line(d`M0 0Q0 ${-height * 0.6} ${lean} ${-height * 0.9}`, shade(colour, 0.3), height * 0.01) +
  move(
    path(
      d`M0 0C${height * 0.09} ${-height * 0.1} ${height * 0.06} ${-height * 0.3} 0 ${-height * 0.36}C${-height * 0.06} ${-height * 0.3} ${-height * 0.09} ${-height * 0.1} 0 0Z`,
      colour,
    ) + line(d`M0 0V${-height * 0.32}`, shade(colour, 0.2), 1.6),
    lean * 0.6,
    -height * 0.66,
    lean * 0.22,
  )

const fans: Record<string, (size: number) => string> = {
  herb: (s) =>
    [-44, -26, -9, 9, 26, 44]
      .map((a, i) =>
        move(branch(s * (0.8 + (i % 3) * 0.14), a * 0.5, i % 2 === 0 ? GREEN : SAGE), a * 0.5, 0, a * 0.4),
      )
      .join(''),
  tall: (s) =>
    [-30, -15, 0, 13, 28]
      .map((a, i) =>
        move(
          blade(s * (1.2 + (i % 2) * 0.3), s * 0.08, i % 2 === 0 ? '#47623F' : '#6F8A52'),
          a * 0.6,
          0,
          a * 0.7,
        ),
      )
      .join(''),
  round: (s) =>
    [
      [-0.5, -0.36],
      [0.5, -0.38],
      [0, -0.44],
      [-0.28, -0.74],
      [0.3, -0.76],
      [0, -0.98],
    ]
      .map(([x = 0, y = 0], i) =>
        ellipse(x * s, y * s, s * 0.34, s * 0.3, [GREEN, '#47593A', '#6F7F52'][i % 3] ?? GREEN),
      )
      .join('') +
    [
      [-0.4, -0.5],
      [0.1, -0.86],
      [0.44, -0.5],
      [0, -0.5],
    ]
      .map(([x = 0, y = 0]) => ellipse(x * s, y * s, s * 0.07, s * 0.05, '#A3AD8B'))
      .join(''),
  flowers: (s) =>
    [-40, -14, 14, 40]
      .map((a, i) =>
        move(
          flower(
            s * (0.9 + (i % 2) * 0.24),
            a * 0.5,
            ['#D9A398', '#E9C46A', '#F4EFE6', '#B5471F'][i] ?? '#D9A398',
            '#C98A3A',
          ),
          a * 0.4,
          0,
        ),
      )
      .join(''),
  trailing: (s) =>
    [-1, 1]
      .map((side) =>
        [0, 1, 2]
          .map((i) => {
            const x = side * s * (0.3 + i * 0.2)
            return (
              line(
                d`M${side * s * 0.2} 0Q${x} ${-s * 0.3} ${x + side * 10} ${s * (0.3 + i * 0.16)}`,
                GREEN,
                3,
              ) +
              Array.from({ length: 5 }, (_, k) =>
                ellipse(
                  x + side * (k - 2) * 3 + side * 6,
                  -s * 0.1 + k * s * 0.11 + i * 4,
                  7,
                  9,
                  (k + i) % 2 === 0 ? SAGE : GREEN,
                ),
              ).join('')
            )
          })
          .join(''),
      )
      .join('') + [-20, 0, 20].map((a) => move(branch(s * 0.5, a, SAGE), a * 0.4, 0, a)).join(''),
}

/** A pot plant by name; an unknown name grows herbs. */
export const potPlant = (name: string, size: number): string => (fans[name] ?? fans.herb)?.(size) ?? ''
