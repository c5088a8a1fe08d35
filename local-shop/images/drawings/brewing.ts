/**
 * @module What coffee is made with: drippers, filters, grinders.
 */
import { shade, tint } from '../colour.ts'
import { finish } from '../finish.ts'
import { paper } from '../label.ts'
import { cap, gleam, ring, rod, TILT, turn } from '../lathe.ts'
import { d, ellipse, group, line, move, path, rect } from '../pen.ts'
import type { Draw } from './painted.ts'

export const pourOverDripper: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  const wood = form === 'stand'
  const cone = turn(
    pen,
    form === 'flat'
      ? [
          [30, 0],
          [34, 3, 1],
          [58, 74],
        ]
      : [
          [17, 0],
          [20, 3, 1],
          [44, 48],
          [60, 82],
        ],
    colour,
  )
  const base = turn(
    pen,
    [
      [50, 0],
      [52, 3, 1],
      [50, 7],
    ],
    wood ? accent : colour,
  )
  const glass = wood ? server() : ''
  const lift = wood ? 138 : 8
  const handle = wood
    ? ''
    : rod(
        d`M${cone.radiusAt(62) - 3} -70C${cone.radiusAt(62) + 34} -76 ${cone.radiusAt(30) + 38} -30 ${cone.radiusAt(24) - 2} -26`,
        8,
        colour,
      )
  const filter =
    path(
      d`M-52 ${-cone.height}L-46 ${-cone.height - 20}Q0 ${-cone.height - 34} 46 ${-cone.height - 20}L52 ${-cone.height}Z`,
      '#F2E8D5',
    ) +
    path(
      d`M8 ${-cone.height}L10 ${-cone.height - 27}Q30 ${-cone.height - 26} 46 ${-cone.height - 20}L52 ${-cone.height}Z`,
      '#E2D3B8',
    )
  const top =
    filter +
    handle +
    cone.svg +
    finish(pen, cone, glaze, colour, accent) +
    gleam(cone) +
    line(
      d`M${-cone.top} ${-cone.height}A${cone.top} ${cone.top * TILT} 0 0 0 ${cone.top} ${-cone.height}`,
      tint(colour, 0.35),
      3.4,
    )
  const stand = wood
    ? rect(-74, -8, 148, 8, accent, { rx: 2 }) +
      rect(-74, -8, 148, 3, tint(accent, 0.3), { rx: 1.5 }) +
      rod('M-64 -6V-142', 8, accent) +
      rod('M64 -6V-142', 8, accent) +
      rect(-72, -148, 144, 10, accent, { rx: 3 }) +
      rect(-72, -148, 144, 4, tint(accent, 0.3), { rx: 2 })
    : base.svg + cap(base, colour)
  return {
    svg: glass + stand + group(top, { transform: d`translate(0 ${-lift})` }),
    width: wood ? 150 : 172,
    height: lift + cone.height + 30,
    foot: wood ? 70 : 50,
  }
}

/** A small glass server under a stand, a third full. */
const server = () =>
  path('M-34 -8Q-46 -60 -20 -92L-22 -106H22L20 -92Q46 -60 34 -8Q0 2 -34 -8Z', '#E6EFEC', { opacity: 0.6 }) +
  path('M-36 -18Q-41 -34 -38 -48Q0 -38 38 -48Q41 -34 36 -18Q30 -8 0 -6Q-30 -8 -36 -18Z', '#5A3826') +
  line('M-33 -30Q-38 -66 -18 -90', '#FFFFFF', 3, { opacity: 0.7 })

export const paperFilters: Draw = (pen, { form, colour, accent, label }) => {
  if (form === 'cloth') {
    const cloth = 'M-58 -96L0 -10L58 -96Q0 -112 -58 -96Z'
    const svg =
      path(cloth, shade(colour, 0.12)) +
      pen.within(cloth, path('M-70 -96L-6 -6L22 -100Z', tint(colour, 0.2))) +
      [0.25, 0.5, 0.75]
        .map((t) => line(d`M${-58 * t} -98L0 -14`, shade(colour, 0.25), 0.8, { opacity: 0.6 }))
        .join('') +
      ellipse(0, -98, 60, 9, 'none', { stroke: accent, 'stroke-width': 5 }) +
      rod('M60 -98L128 -104', 8, accent) +
      path('M0 -10l-4 10h8Z', colour)
    return { svg, width: 200, height: 110, foot: 14 }
  }
  const box =
    rect(-52, -128, 104, 128, colour, { rx: 2 }) +
    path('M52 -128L74 -140V-12L52 0Z', shade(colour, 0.26)) +
    path('M-52 -128L-30 -140H74L52 -128Z', tint(colour, 0.3)) +
    group(paper(label, -114, 84, 98, '#FBF5E9', '#2B2420', accent))
  const leaf = (x: number, turnBy: number, tone: string) =>
    move(path('M-40 0L0 -84L40 0Q0 10 -40 0Z', tone) + line('M0 -84L14 4', '#CDBB9B', 1), x, -2, turnBy)
  return {
    svg: `${box}${leaf(96, 12, '#E5D6BB')}${leaf(84, 4, '#F2E8D5')}`,
    width: 196,
    height: 140,
    foot: 66,
  }
}

export const coffeeGrinder: Draw = (pen, { form, colour, accent, finish: glaze }) => {
  if (form === 'box') {
    const dome = turn(
      pen,
      [
        [42, 0],
        [40, 12],
        [24, 26],
        [8, 30],
      ],
      accent,
    )
    const svg =
      rect(-66, -104, 132, 104, shade(colour, 0.12), { rx: 3 }) +
      rect(-66, -104, 118, 104, colour, { rx: 3 }) +
      [20, 46, 78]
        .map((y) => line(d`M-62 ${-y}Q-10 ${-y - 5} 48 ${-y + 2}`, shade(colour, 0.25), 1, { opacity: 0.4 }))
        .join('') +
      rect(-74, -114, 148, 11, shade(colour, 0.2), { rx: 2 }) +
      rect(-76, -8, 152, 10, shade(colour, 0.25), { rx: 2 }) +
      rect(-40, -62, 80, 44, shade(colour, 0.3), { rx: 2 }) +
      rect(-38, -60, 76, 41, tint(colour, 0.12), { rx: 2 }) +
      ellipse(0, -40, 7, 7, accent) +
      group(dome.svg + gleam(dome), { transform: 'translate(0 -113)' }) +
      rod('M0 -142V-158L74 -166', 7, '#6E6A62') +
      move(ellipse(0, 0, 10, 14, colour) + ellipse(-3, -4, 3, 5, tint(colour, 0.5)), 76, -180)
    return { svg, width: 160, height: 194, foot: 74 }
  }
  if (form === 'electric') {
    const foot = turn(
      pen,
      [
        [62, 0],
        [64, 4, 1],
        [58, 18],
        [50, 30],
      ],
      colour,
    )
    const trunk = turn(
      pen,
      [
        [46, 0],
        [46, 120],
      ],
      colour,
    )
    const hopper = turn(
      pen,
      [
        [40, 0],
        [56, 40],
        [58, 66],
      ],
      '#CFC4B4',
    )
    const svg =
      foot.svg +
      group(
        trunk.svg +
          rect(-16, -74, 32, 52, shade(colour, 0.4), { rx: 12 }) +
          ellipse(0, -100, 7, 7, accent) +
          gleam(trunk),
        { transform: 'translate(0 -24)' },
      ) +
      group(
        pen.within(hopper.outline, path('M-70 -40Q0 -54 70 -40V10H-70Z', '#5A3826')) +
          group(hopper.svg, { opacity: 0.45 }) +
          cap(hopper, colour),
        { transform: 'translate(0 -144)' },
      )
    return { svg, width: 130, height: 222, foot: 62 }
  }
  const body = turn(
    pen,
    [
      [27, 0],
      [28, 4, 1],
      [28, 60],
      [30, 64, 1],
      [30, 150, 1],
      [26, 158],
    ],
    colour,
  )
  const svg =
    body.svg +
    finish(pen, body, glaze, colour, accent) +
    ring(body, 62, shade(colour, 0.45), 2) +
    ring(body, 30, accent, 16, 0.95) +
    gleam(body) +
    cap(body, tint(colour, 0.1)) +
    rod('M0 -160V-176L78 -182', 6, '#8C8A84') +
    move(
      ellipse(0, -8, 10, 15, accent) + ellipse(-3, -12, 3, 6, tint(accent, 0.5), { opacity: 0.7 }),
      80,
      -182,
    )
  return { svg: group(svg, { transform: 'translate(-24 0)' }), width: 140, height: 206, foot: 30 }
}
