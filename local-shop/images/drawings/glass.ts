/**
 * @module Wine glasses, tumblers and carafes.
 */
import { shade, tint } from '../colour.ts'
import { type Profile, ring, TILT } from '../lathe.ts'
import { d, ellipse, group, line, path } from '../pen.ts'
import type { Draw } from './painted.ts'
import { bubbles, clear, facets, glassRibs } from './see-through.ts'

const stems: Record<string, { bowl: Profile; stem: number; drink: string; level: number }> = {
  red: {
    bowl: [
      [3, 0],
      [24, 8],
      [44, 36],
      [46, 62],
      [36, 104],
    ],
    stem: 92,
    drink: '#7E2F3D',
    level: 0.42,
  },
  white: {
    bowl: [
      [3, 0],
      [18, 8],
      [33, 34],
      [35, 56],
      [29, 92],
    ],
    stem: 104,
    drink: '#E6CD7B',
    level: 0.44,
  },
  coupe: {
    bowl: [
      [3, 0],
      [26, 6],
      [46, 20],
      [52, 44],
    ],
    stem: 104,
    drink: '#E9B48E',
    level: 0.6,
  },
  flute: {
    bowl: [
      [3, 0],
      [16, 16],
      [25, 60],
      [26, 100],
      [23, 134],
    ],
    stem: 84,
    drink: '#EBD38A',
    level: 0.72,
  },
  bistro: {
    bowl: [
      [4, 0],
      [28, 6],
      [38, 30],
      [37, 70],
    ],
    stem: 42,
    drink: '#8E3B4C',
    level: 0.5,
  },
}

export const wineGlass: Draw = (pen, { form, colour, accent, finish }) => {
  const glass = stems[form] ?? { bowl: [], stem: 0, drink: '', level: 0 }
  const stemColour = finish === 'stem' ? accent : colour
  const { svg, body } = clear(pen, glass.bowl, colour, { colour: glass.drink, level: glass.level })
  const ribs = finish === 'ribs' ? glassRibs(pen, body, colour) : ''
  const stem =
    ellipse(0, -2, 36, 36 * TILT, shade(stemColour, 0.25), { opacity: 0.5 }) +
    ellipse(0, -4, 36, 36 * TILT, tint(stemColour, 0.35), { opacity: 0.75 }) +
    path(d`M-2.6 ${-glass.stem}C-2.6 -20 -4 -10 -14 -5H14C4 -10 2.6 -20 2.6 ${-glass.stem}Z`, stemColour, {
      opacity: 0.85,
    }) +
    line(d`M-0.8 ${-glass.stem}V-14`, '#FFFFFF', 1.2, { opacity: 0.8 })
  return {
    svg: stem + group(svg + ribs, { transform: d`translate(0 ${-glass.stem})` }),
    width: body.widest * 2,
    height: glass.stem + body.height + 6,
    foot: 32,
  }
}

const tumblers: Record<string, Profile> = {
  straight: [
    [30, 0],
    [33, 3, 1],
    [36, 96],
  ],
  low: [
    [34, 0],
    [38, 4, 1],
    [42, 74],
  ],
  tall: [
    [27, 0],
    [29, 3, 1],
    [33, 142],
  ],
  round: [
    [22, 0],
    [38, 12],
    [44, 40],
    [38, 78],
  ],
  waist: [
    [30, 0],
    [33, 4, 1],
    [28, 40],
    [35, 90],
    [38, 104],
  ],
}

const drinks: Record<string, string> = { low: '#C98A3A', tall: '#F0D9A0', round: '#E0C9A6', waist: '#D98E73' }

export const tumbler: Draw = (pen, { form, colour, accent, finish }) => {
  const drink = { colour: drinks[form] ?? '#DDE9E8', level: form === 'low' ? 0.34 : 0.68 }
  const { svg, body } = clear(pen, tumblers[form] ?? tumblers.straight ?? [], colour, drink)
  const extra =
    finish === 'ribs'
      ? glassRibs(pen, body, colour)
      : finish === 'bands'
        ? ring(body, body.height * 0.9, accent, 2.4) + ring(body, body.height * 0.84, accent, 1)
        : finish === 'facets'
          ? pen.within(body.outline, facets(body, colour))
          : finish === 'bubbles'
            ? pen.within(body.outline, bubbles(body))
            : ''
  const citrus =
    form === 'tall'
      ? ellipse(17, -body.height - 4, 17, 16, '#E9C46A') +
        ellipse(17, -body.height - 4, 13.5, 12.5, '#F8ECC4')
      : ''
  return {
    svg: citrus + svg + extra,
    width: body.widest * 2,
    height: body.height + 8,
    foot: body.radiusAt(0),
  }
}

const carafes: Record<string, Profile> = {
  hourglass: [
    [52, 0],
    [58, 8],
    [50, 70],
    [22, 138],
    [34, 190],
    [46, 214],
  ],
  bottle: [
    [46, 0],
    [50, 6],
    [50, 130],
    [44, 160],
    [19, 196],
    [19, 236],
    [22, 244],
  ],
  pitcher: [
    [50, 0],
    [62, 14],
    [66, 80],
    [50, 150],
    [46, 196],
    [50, 212],
  ],
  decanter: [
    [60, 0],
    [92, 16],
    [92, 42],
    [40, 96],
    [18, 140],
    [20, 226],
    [26, 238],
  ],
  bedside: [
    [40, 0],
    [46, 4, 1],
    [46, 110],
    [24, 134, 1],
    [24, 150],
  ],
}

export const carafe: Draw = (pen, { form, colour, accent, finish }) => {
  const drink = form === 'decanter' ? { colour: '#7E2F3D', level: 0.3 } : { colour: '#CFE0DF', level: 0.5 }
  const { svg, body } = clear(pen, carafes[form] ?? carafes.bottle ?? [], colour, drink)
  const h = body.height
  const handle =
    form === 'pitcher'
      ? line(d`M48 ${-h * 0.88}C112 ${-h * 0.98} 118 ${-h * 0.44} 64 ${-h * 0.4}`, shade(colour, 0.12), 9, {
          opacity: 0.7,
        }) +
        line(d`M48 ${-h * 0.9}C104 ${-h * 0.98} 112 ${-h * 0.46} 64 ${-h * 0.42}`, '#FFFFFF', 2, {
          opacity: 0.8,
        })
      : ''
  const collar =
    form === 'hourglass' ? ring(body, 132, accent, 20) + ring(body, 140, tint(accent, 0.3), 2) : ''
  const stopper =
    form === 'bottle'
      ? group(ellipse(0, -20, 17, 17, accent) + ellipse(-5, -25, 5, 5, tint(accent, 0.6), { opacity: 0.7 }), {
          transform: d`translate(0 ${-h + 4})`,
        })
      : ''
  const cup =
    form === 'bedside'
      ? group(
          clear(
            pen,
            [
              [27, 0],
              [30, 3, 1],
              [32, 74],
            ],
            colour,
          ).svg,
          { transform: d`translate(0 ${-h + 14}) scale(1 -1) translate(0 -50)` },
        )
      : ''
  const ribs = finish === 'ribs' ? glassRibs(pen, body, colour, 15) : ''
  return {
    svg: handle + stopper + svg + ribs + collar + cup,
    width: body.widest * 2 + (handle === '' ? 0 : 50),
    height: h + (stopper === '' ? 8 : 36),
    foot: body.radiusAt(0) + 4,
  }
}
