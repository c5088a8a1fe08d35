/**
 * @module Bowls for the table, and bowls for dough.
 */
import { tint } from '../colour.ts'
import { finish } from '../finish.ts'
import { gleam, mouth, type Profile, rod, turn } from '../lathe.ts'
import { d, ellipse, group } from '../pen.ts'
import type { Draw } from './painted.ts'

const bowls: Record<string, Profile> = {
  cereal: [
    [34, 0],
    [36, 4, 1],
    [62, 24],
    [74, 50],
    [77, 66],
  ],
  pasta: [
    [52, 0],
    [54, 4, 1],
    [94, 18],
    [108, 34],
    [114, 44],
  ],
  ramen: [
    [38, 0],
    [36, 10],
    [40, 14, 1],
    [72, 40],
    [88, 70],
    [94, 92],
  ],
  footed: [
    [36, 0],
    [28, 12],
    [26, 26],
    [34, 32, 1],
    [78, 56],
    [92, 84],
  ],
  deep: [
    [40, 0],
    [58, 10],
    [72, 40],
    [74, 82],
  ],
  salad: [
    [58, 0],
    [62, 5, 1],
    [104, 34],
    [128, 72],
    [136, 100],
  ],
  small: [
    [26, 0],
    [28, 3, 1],
    [44, 16],
    [52, 40],
  ],
}

const fillings: Record<string, string> = { ramen: '#C98A4B', pasta: '#D9A441' }

export const bowl: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  const body = turn(pen, bowls[form] ?? bowls.cereal ?? [], colour)
  const inside = glaze === 'dip' || glaze === 'glaze' ? accent : tint(colour, 0.18)
  const contents = form === 'salad' ? citrus(body.height) : ''
  const svg =
    contents +
    body.svg +
    finish(pen, body, glaze, colour, accent) +
    gleam(body, 0.3, 0.9) +
    (form === 'salad' ? '' : mouth(pen, body, colour, { inside, lip: 3, fill: fillings[form], depth: 5 })) +
    (form === 'salad' ? rimOnly(body.top, body.height, tint(colour, 0.28)) : '')
  return {
    svg,
    width: body.widest * 2,
    height: body.height + (form === 'salad' ? 50 : 12),
    foot: body.radiusAt(0) + 8,
  }
}

/** The near half of a rim, for bowls whose contents stand over it. */
function rimOnly(radius: number, height: number, colour: string): string {
  return `<path d="${d`M${-radius} ${-height}A${radius} ${radius * 0.15} 0 0 0 ${radius} ${-height}`}" fill="none" stroke="${colour}" stroke-width="5"/>`
}

function citrus(height: number): string {
  const fruit = (x: number, y: number, r: number, colour: string) =>
    group(
      ellipse(0, 0, r, r * 0.96, colour) +
        ellipse(-r * 0.3, -r * 0.32, r * 0.34, r * 0.28, '#FFF9EC', { opacity: 0.4 }) +
        ellipse(r * 0.1, -r * 0.8, r * 0.1, r * 0.06, '#5C6B45'),
      { transform: d`translate(${x} ${-height + y})` },
    )
  return (
    fruit(-30, -12, 40, '#D98A3A') +
    fruit(46, -10, 38, '#E3B04B') +
    fruit(8, -2, 40, '#C9682F') +
    fruit(-84, 4, 36, '#E3B04B') +
    fruit(92, 8, 32, '#D98A3A')
  )
}

const mixers: Record<string, Profile> = {
  classic: [
    [58, 0],
    [62, 5, 1],
    [100, 40],
    [116, 84],
    [120, 112],
    [127, 116, 1],
    [127, 124],
  ],
  steep: [
    [74, 0],
    [80, 6],
    [104, 60],
    [114, 128],
  ],
  metal: [
    [54, 0],
    [84, 14],
    [112, 54],
    [122, 100],
    [130, 104],
  ],
}

export const mixingBowl: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  const body = turn(pen, mixers[form] ?? mixers.classic ?? [], colour)
  const whisk = rod(d`M30 ${-body.height + 8}L96 ${-body.height - 92}`, 10, '#B98A55')
  const svg =
    body.svg +
    finish(pen, body, glaze, colour, accent) +
    gleam(body, 0.25, 0.8) +
    mouth(pen, body, colour, { inside: tint(colour, 0.2), lip: 4, fill: '#F2E6CC', depth: 7 }) +
    whisk
  return { svg, width: body.widest * 2, height: body.height + 98, foot: body.radiusAt(0) + 10 }
}
