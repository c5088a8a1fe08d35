/**
 * @module Candles: in cups, glasses and tins, as tapers and as pillars.
 */
import { shade, tint } from '../colour.ts'
import { finish } from '../finish.ts'
import { paper } from '../label.ts'
import { cap, gleam, mouth, type Profile, TILT, turn } from '../lathe.ts'
import { ellipse, line, move, path } from '../pen.ts'
import { flame, taper } from './flame.ts'
import type { Draw } from './painted.ts'
import { clear } from './see-through.ts'

const INK = '#2B2420'
const PAPER = '#FBF5E9'

export const candle: Draw = (pen, { form, colour, accent, finish: surface, label }) => {
  if (form === 'tapers') {
    const tones = [colour, accent, tint(colour, 0.3)]
    const svg =
      tones
        .map((tone, i) =>
          move(taper(0, 0, 250, tone, line('M0 -252V-262', INK, 1.8)), (i - 1) * 26, 0, (i - 1) * 2.2),
        )
        .join('') +
      path('M-48 -86H48V-64H-48Z', PAPER) +
      line('M0 -76q-26 26 -10 42M0 -76q24 22 14 44M0 -76q-20 -20 -24 -4t24 4q20 -20 24 -4t-24 4', accent, 3)
    return { svg, width: 110, height: 266, foot: 38 }
  }
  if (form === 'pillar') {
    const pillar = (r: number, h: number, tone: string) => {
      const body = turn(
        pen,
        [
          [r, 0],
          [r, h],
        ],
        tone,
        true,
      )
      return (
        body.svg +
        finish(pen, body, surface, tone, accent) +
        cap(body, tone) +
        ellipse(0, -h, r * 0.6, r * 0.6 * TILT, tint('#E9C46A', 0.4), { opacity: 0.7 }) +
        flame(pen, 0, -h + 2)
      )
    }
    return {
      svg: move(pillar(34, 150, tint(colour, 0.1)), -34, -12) + move(pillar(38, 92, colour), 36, 0),
      width: 150,
      height: 206,
      foot: 70,
    }
  }
  if (form === 'glass') {
    const { svg } = clear(
      pen,
      [
        [38, 0],
        [42, 4, 1],
        [44, 104],
      ],
      colour,
      { colour: accent, level: 0.72 },
    )
    return {
      svg: svg + flame(pen, 0, -76) + paper(label, -74, 56, 60, PAPER, INK, shade(accent, 0.25)),
      width: 88,
      height: 130,
      foot: 40,
    }
  }
  const profile: Profile =
    form === 'tin'
      ? [
          [48, 0],
          [50, 2],
          [50, 54],
        ]
      : [
          [36, 0],
          [42, 6],
          [44, 50],
          [44, 92],
        ]
  const body = turn(pen, profile, colour)
  const svg =
    body.svg +
    (form === 'tin' ? gleam(body, 0.1, 0.9) : finish(pen, body, surface, colour, accent) + gleam(body)) +
    mouth(pen, body, colour, { inside: tint(colour, 0.2), fill: '#F6EAD2', depth: 4 }) +
    flame(pen, 0, -body.height + 5) +
    paper(
      label,
      form === 'tin' ? -48 : -74,
      form === 'tin' ? 72 : 58,
      form === 'tin' ? 40 : 58,
      PAPER,
      INK,
      accent,
    )
  return { svg, width: 100, height: body.height + 50, foot: 44 }
}
