/**
 * @module Vases and planters, with something growing in them.
 */
import { shade, tint } from '../colour.ts'
import { finish } from '../finish.ts'
import { gleam, mouth, type Profile, rod, TILT, turn } from '../lathe.ts'
import { d, ellipse, group, line, move } from '../pen.ts'
import type { Draw } from './painted.ts'
import { branch, flower, plume, potPlant } from './plants.ts'
import { clear, glassRibs } from './see-through.ts'

const vases: Record<string, Profile> = {
  bottle: [
    [44, 0],
    [66, 16],
    [74, 70],
    [52, 124],
    [20, 160],
    [18, 210],
    [24, 220],
  ],
  gourd: [
    [48, 0],
    [78, 30],
    [74, 80],
    [40, 112],
    [48, 146],
    [34, 182],
    [22, 194],
  ],
  cylinder: [
    [52, 0],
    [54, 4, 1],
    [54, 216, 1],
    [54, 220],
  ],
  amphora: [
    [34, 0],
    [36, 5, 1],
    [70, 90],
    [76, 140],
    [40, 184],
    [28, 206],
    [36, 222],
  ],
  trumpet: [
    [46, 0],
    [48, 5, 1],
    [20, 20],
    [28, 90],
    [46, 180],
    [62, 226],
  ],
  bud: [
    [34, 0],
    [46, 12],
    [44, 50],
    [16, 82],
    [12, 120],
    [15, 126],
  ],
  moon: [
    [46, 0],
    [84, 30],
    [98, 92],
    [84, 154],
    [44, 184],
    [42, 192],
  ],
  pitcher: [
    [52, 0],
    [70, 20],
    [72, 80],
    [50, 140],
    [46, 190],
    [54, 206],
  ],
}

const bouquets: Record<string, string> = {
  bottle: branch(260, 46) + branch(210, -50, '#8E9B72'),
  gourd: plume(280, 30) + plume(250, -34, '#C9A27C') + plume(220, 4, '#E6D8BE'),
  cylinder: [-44, -20, 4, 26, 50]
    .map((lean, i) =>
      flower(
        190 + (i % 2) * 46,
        lean,
        ['#D9A398', '#F4EFE6', '#B5471F', '#E9C46A', '#D9A398'][i] ?? '',
        '#8A5E38',
      ),
    )
    .join(''),
  amphora: branch(240, -60) + branch(280, 20, '#47593A') + flower(180, 52, '#F4EFE6', '#E9C46A'),
  trumpet: [-62, -24, 16, 60]
    .map((lean, i) => flower(170 + (i % 2) * 50, lean, i % 2 === 0 ? '#6B3E4B' : '#D9A398', '#E9C46A'))
    .join(''),
  bud: flower(170, 26, '#E9C46A', '#8A5E38'),
  moon: branch(330, 110, '#6F7F52'),
  pitcher:
    branch(200, -50, '#8E9B72') +
    flower(210, -10, '#B5471F', '#35302B') +
    flower(190, 40, '#F4EFE6', '#E9C46A'),
}

export const vase: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  const profile = vases[form] ?? vases.bottle ?? []
  const stems = bouquets[form] ?? ''
  if (glaze === 'glass' || glaze === 'ribs') {
    const { svg, body } = clear(pen, profile, colour, { colour: '#CFE0DF', level: 0.5 })
    return {
      svg:
        move(stems, 0, -body.height * 0.55, 0, 0.8) +
        svg +
        (glaze === 'ribs' ? glassRibs(pen, body, colour) : ''),
      width: body.widest * 2,
      height: body.height + 110,
      foot: body.radiusAt(0),
    }
  }
  const body = turn(pen, profile, colour, glaze === 'matt')
  const handles =
    form === 'amphora'
      ? [-1, 1]
          .map((s) => rod(d`M${s * 34} -206C${s * 86} -212 ${s * 92} -160 ${s * 66} -156`, 9, colour))
          .join('')
      : form === 'pitcher'
        ? rod('M48 -186C110 -190 116 -90 68 -80', 11, colour)
        : ''
  const svg =
    handles +
    mouth(pen, body, colour, { inside: shade(colour, 0.3) }) +
    move(stems, 0, -body.height + 4, 0, 0.78) +
    body.svg +
    finish(pen, body, glaze, colour, accent) +
    gleam(body, 0.14, 0.92) +
    line(
      d`M${-body.top} ${-body.height}A${body.top} ${body.top * TILT} 0 0 0 ${body.top} ${-body.height}`,
      tint(colour, 0.3),
      3,
    )
  return {
    svg,
    width: Math.max(body.widest * 2, 130),
    height: body.height + (form === 'moon' ? 250 : form === 'bud' ? 140 : 190),
    foot: body.radiusAt(0) + 4,
  }
}

const planters: Record<string, Profile> = {
  classic: [
    [64, 0],
    [66, 3, 1],
    [88, 128, 1],
    [96, 130, 1],
    [98, 158],
  ],
  cylinder: [
    [84, 0],
    [88, 5],
    [88, 160],
  ],
  bowl: [
    [60, 0],
    [104, 20],
    [126, 66],
    [128, 92],
  ],
  footed: [
    [56, 0],
    [40, 18],
    [52, 32, 1],
    [94, 70],
    [100, 130],
  ],
  egg: [
    [52, 0],
    [88, 30],
    [104, 86],
    [84, 150],
  ],
  tall: [
    [70, 0],
    [72, 4, 1],
    [92, 240],
  ],
}

export const planter: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  const [shape, plant = 'herb'] = form.split('+')
  const body = turn(pen, planters[shape ?? ''] ?? planters.classic ?? [], colour, true)
  const r = body.top
  const size = shape === 'tall' ? 190 : r * 1.7
  const saucer =
    glaze === 'saucer'
      ? turn(
          pen,
          [
            [78, 0],
            [92, 6],
            [96, 14],
          ],
          colour,
        )
      : undefined
  const lift = saucer === undefined ? 0 : 6
  const pot =
    mouth(pen, body, colour, { inside: shade(colour, 0.3), fill: '#4A3527', depth: r * 0.06 }) +
    (plant === 'trailing'
      ? ''
      : group(potPlant(plant, size), { transform: d`translate(0 ${-body.height + 4})` })) +
    body.svg +
    finish(pen, body, glaze, colour, accent) +
    gleam(body, 0.2, 0.8, 4) +
    line(d`M${-r} ${-body.height}A${r} ${r * TILT} 0 0 0 ${r} ${-body.height}`, tint(colour, 0.22), 5) +
    (plant === 'trailing' ? group(potPlant(plant, size), { transform: d`translate(0 ${-body.height})` }) : '')
  return {
    svg:
      (saucer?.svg ?? '') +
      (saucer === undefined ? '' : ellipse(0, -14, 96, 14, shade(colour, 0.2))) +
      group(pot, { transform: d`translate(0 ${-lift})` }),
    width: Math.max(body.widest * 2, size),
    height: body.height + size * (plant === 'tall' ? 1.4 : plant === 'trailing' ? 0.6 : 1.12) + lift,
    foot: body.radiusAt(0) + 8,
  }
}
