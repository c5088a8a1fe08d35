/**
 * @module Small things that complete a scene and are not for sale: fruit, a sprig, a pile of books.
 */
import { shade, tint } from './colour.ts'
import { branch } from './drawings/plants.ts'
import { type Drawing, ellipse, line, move, path, rect } from './pen.ts'
import { randomFrom } from './random.ts'

const pear = (colour: string): Drawing => ({
  svg:
    path('M0 0C-34 2 -44 -34 -28 -58C-20 -72 -18 -92 0 -92S20 -72 28 -58C44 -34 34 2 0 0Z', colour) +
    path('M0 0C34 2 44 -34 28 -58C20 -72 18 -92 4 -92C22 -60 30 -20 0 0Z', shade(colour, 0.2)) +
    ellipse(-14, -44, 7, 15, tint(colour, 0.5), { opacity: 0.5 }) +
    line('M0 -90Q2 -104 10 -112', '#6B4A30', 3.4),
  width: 74,
  height: 112,
  foot: 24,
})

const lemon = (): Drawing => ({
  svg:
    path(
      'M-46 -28C-40 -30 -38 -34 -30 -44C-14 -60 18 -60 32 -42C38 -34 44 -32 50 -30Q54 -26 48 -22C42 -20 38 -16 30 -8C14 4 -16 4 -30 -10C-36 -18 -40 -20 -46 -22Z',
      '#E9C046',
    ) +
    path(
      'M-20 -4C10 6 22 -4 30 -8C38 -16 42 -20 48 -22Q54 -26 50 -30C44 -32 38 -34 32 -42C36 -20 10 -6 -20 -4Z',
      '#C99A2E',
    ) +
    ellipse(-12, -38, 13, 6, '#FFF3C8', { opacity: 0.6 }),
  width: 96,
  height: 56,
  foot: 26,
})

const books = (one: string, two: string): Drawing => ({
  svg:
    rect(-92, -26, 184, 26, one, { rx: 3 }) +
    rect(-92, -26, 26, 26, shade(one, 0.25), { rx: 3 }) +
    rect(70, -23, 22, 20, '#F2E8D5') +
    rect(-52, -16, 60, 4, tint(one, 0.5)) +
    rect(-78, -50, 160, 24, two, { rx: 3 }) +
    rect(-78, -50, 22, 24, shade(two, 0.25), { rx: 3 }) +
    rect(62, -47, 20, 18, '#F7EFDF') +
    rect(-40, -40, 44, 3.6, tint(two, 0.5)),
  width: 184,
  height: 50,
  foot: 90,
})

const sprig = (): Drawing => ({
  svg:
    move(branch(150, 26, '#7C8A5C'), -62, -6, 78) +
    ellipse(-30, -5, 6, 6, '#B5471F') +
    ellipse(-14, -9, 5, 5, '#B5471F'),
  width: 160,
  height: 40,
  foot: 50,
})

const eggs = (): Drawing => ({
  svg: [
    [-30, 0, '#E9D3B8'],
    [26, 3, '#F4E9D8'],
    [0, -16, '#D9B48F'],
  ]
    .map(([x, y, tone]) =>
      move(
        ellipse(0, -22, 29, 22, shade(String(tone), 0.14)) +
          ellipse(-3, -24, 26, 19, String(tone)) +
          ellipse(-10, -31, 9, 5, '#FFFFFF', { opacity: 0.5 }),
        Number(x),
        Number(y),
      ),
    )
    .join(''),
  width: 120,
  height: 60,
  foot: 46,
})

/** A prop that the seed picks. */
export function propFor(seed: string): Drawing {
  const random = randomFrom(`prop ${seed}`)
  const all = [
    pear('#B9A94A'),
    pear('#C77B4A'),
    lemon(),
    books('#6B3E4B', '#D9A24A'),
    books('#4A6078', '#C98A64'),
    sprig(),
    sprig(),
    eggs(),
  ]
  return all[Math.floor(random() * all.length)] ?? lemon()
}
