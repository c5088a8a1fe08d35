/**
 * @module Kettles: swan-necked for pouring over, and stout ones for tea.
 */
import { mix, shade, tint } from '../colour.ts'
import { finish } from '../finish.ts'
import { gleam, type Profile, rod, TILT, turn } from '../lathe.ts'
import { d, ellipse, group, line, move, path } from '../pen.ts'
import type { Draw } from './painted.ts'

const kettles: Record<string, Profile> = {
  gooseneck: [
    [78, 0],
    [80, 4, 1],
    [74, 50],
    [62, 100],
    [52, 108],
  ],
  stovetop: [
    [84, 0],
    [94, 10],
    [92, 56],
    [66, 96],
    [42, 106],
  ],
  tall: [
    [66, 0],
    [68, 4, 1],
    [64, 80],
    [56, 150],
    [48, 156],
  ],
  enamel: [
    [80, 0],
    [86, 8],
    [84, 70],
    [62, 112],
    [46, 118],
  ],
}

export const kettle: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  const body = turn(pen, kettles[form] ?? kettles.gooseneck ?? [], colour)
  const h = body.height
  const r = body.radiusAt(h * 0.25)
  const swan = form === 'gooseneck' || form === 'tall'
  const spout = swan
    ? rod(
        d`M${-r + 6} ${-h * 0.2}C${-r - 62} ${-h * 0.2} ${-r - 14} ${-h * 0.95} ${-r - 62} ${-h * 1.06}`,
        11,
        colour,
      )
    : path(
        d`M${-r + 8} ${-h * 0.34}L${-r - 46} ${-h * 0.86}L${-r - 30} ${-h * 0.94}L${-r + 26} ${-h * 0.66}Z`,
        colour,
      ) +
      path(
        d`M${-r + 8} ${-h * 0.34}L${-r - 46} ${-h * 0.86}L${-r - 42} ${-h * 0.88}L${-r + 22} ${-h * 0.42}Z`,
        shade(colour, 0.25),
      )
  const grip = swan
    ? rod(
        d`M${body.top - 2} ${-h + 6}C${body.top + 30} ${-h - 26} ${body.top + 74} ${-h - 12} ${body.top + 68} ${-h * 0.36}`,
        13,
        accent,
      )
    : line(
        d`M${-body.top - 6} ${-h + 4}C${-body.top - 26} ${-h - 84} ${body.top + 26} ${-h - 84} ${body.top + 6} ${-h + 4}`,
        shade(mix(colour, '#8C8A84', 0.5), 0.2),
        5,
      ) + rod(d`M-44 ${-h - 57}Q0 ${-h - 66} 44 ${-h - 57}`, 15, accent)
  const lid = turn(
    pen,
    [
      [body.top - 3, 0],
      [body.top * 0.8, 6],
      [12, 10],
    ],
    colour,
  )
  const svg =
    spout +
    (swan ? grip : '') +
    body.svg +
    finish(pen, body, glaze, colour, accent) +
    gleam(body, 0.12, 0.9) +
    ellipse(0, -h, body.top, body.top * TILT, shade(colour, 0.3)) +
    group(lid.svg, { transform: d`translate(0 ${-h})` }) +
    move(ellipse(0, -6, 10, 9, accent) + ellipse(-3, -9, 3, 2.5, tint(accent, 0.5)), 0, -h - 11) +
    (swan ? '' : grip)
  return { svg, width: r * 2 + (swan ? 120 : 60), height: h + (swan ? 28 : 70), foot: body.radiusAt(0) }
}
