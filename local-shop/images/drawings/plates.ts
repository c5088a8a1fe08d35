/**
 * @module Plates and platters, stood on edge against the wall so that their face shows.
 */
import { shade, tint } from '../colour.ts'
import { speckles } from '../finish.ts'
import { motif } from '../motifs.ts'
import { d, ellipse, group, line, type Pen, path, rect } from '../pen.ts'
import type { Draw, Painted } from './painted.ts'

/** A round or scalloped outline about (0, 0). */
function outline(rx: number, ry: number, scallops: number): string {
  const steps = 144
  return `${Array.from({ length: steps }, (_, i) => {
    const angle = (i / steps) * Math.PI * 2
    const wave = scallops === 0 ? 1 : 1 - 0.035 * Math.abs(Math.sin((angle * scallops) / 2))
    return d`${i === 0 ? 'M' : 'L'}${Math.cos(angle) * rx * wave} ${Math.sin(angle) * ry * wave}`
  }).join('')}Z`
}

function faceOf(pen: Pen, { form, colour, accent, finish }: Painted, rx: number, ry: number): string {
  const scallops = form === 'scalloped' ? 18 : 0
  const rim = form === 'coupe' ? 0.93 : 0.72
  const edge = outline(rx, ry, scallops)
  const light = pen.linear([
    [0, '#FFF9EC', 0.34],
    [0.5, '#FFF9EC', 0],
    [1, '#3A2320', 0.16],
  ])
  const well = outline(rx * rim, ry * rim, form === 'scalloped' ? scallops : 0)
  const painted = finish === 'dip' ? accent : colour
  return (
    path(edge, shade(colour, 0.3), { transform: d`translate(${rx * 0.012} ${ry * 0.02})` }) +
    path(edge, tint(colour, 0.1)) +
    decoration(pen, edge, finish, colour, accent, rx, ry, rim) +
    path(edge, light) +
    path(well, shade(painted, 0.1)) +
    group(path(well, tint(painted, 0.1)), { transform: d`translate(${rx * 0.012} ${ry * 0.018})` }) +
    (finish === 'speckle' ? pen.within(edge, move2(speckles(rx, ry * 2, colour, 110), ry)) : '') +
    (finish === 'bloom' ? motif('bloom', 0, 0, rx * 0.34, accent, shade(accent, 0.3)) : '') +
    (finish === 'leaf' ? motif('leaf', 0, 0, rx * 0.42, accent, shade(accent, 0.3)) : '') +
    line(
      d`M${-rx * 0.66} ${-ry * 0.58}A${rx * 0.88} ${ry * 0.88} 0 0 1 ${-rx * 0.2} ${-ry * 0.86}`,
      '#FFFFFF',
      rx * 0.03,
      {
        opacity: 0.5,
      },
    )
  )
}

const move2 = (svg: string, y: number) => group(svg, { transform: d`translate(0 ${y})` })

function decoration(
  pen: Pen,
  edge: string,
  finish: string,
  colour: string,
  accent: string,
  rx: number,
  ry: number,
  rim: number,
): string {
  const stroke = (share: number, width: number, ink: string, opacity = 1) =>
    ellipse(0, 0, rx * share, ry * share, 'none', { stroke: ink, 'stroke-width': width, opacity })
  switch (finish) {
    case 'bands':
      return stroke(0.965, rx * 0.028, accent) + stroke(0.89, rx * 0.01, accent)
    case 'brush':
      return stroke((rim + 1) / 2, rx * 0.13, accent, 0.85)
    case 'glaze':
      return stroke(0.985, rx * 0.03, '#B98A62')
    case 'ripple':
      return [0.95, 0.89, 0.83, 0.77]
        .map((share) => stroke(share, rx * 0.012, shade(colour, 0.3), 0.5))
        .join('')
    case 'dots':
      return pen.within(
        edge,
        Array.from({ length: 30 }, (_, i) => {
          const angle = (i / 30) * Math.PI * 2
          return ellipse(
            Math.cos(angle) * rx * 0.86,
            Math.sin(angle) * ry * 0.86,
            rx * 0.026,
            rx * 0.026,
            accent,
          )
        }).join(''),
      )
    default:
      return ''
  }
}

/** The low wooden rest a plate stands in. */
const rest = (width: number) =>
  rect(-width / 2, -9, width, 9, '#A9784C', { rx: 3 }) + rect(-width / 2, -9, width, 4, '#C39364', { rx: 2 })

export const dinnerPlate: Draw = (pen, look) => {
  const r = look.form === 'side' ? 100 : 136
  const svg = group(faceOf(pen, look, r, r * 0.985), { transform: d`translate(0 ${-r - 2})` }) + rest(r * 0.9)
  return { svg, width: r * 2, height: r * 2 + 2, foot: r * 0.5 }
}

export const servingPlatter: Draw = (pen, look) => {
  if (look.form === 'board') return tray(pen, look)
  const [rx, ry] = look.form === 'round' ? [165, 162] : [205, 130]
  const svg = group(faceOf(pen, look, rx, ry), { transform: d`translate(0 ${-ry - 2})` }) + rest(rx * 0.8)
  return { svg, width: rx * 2, height: ry * 2 + 2, foot: rx * 0.45 }
}

/** A rectangular tray with rounded corners and two cut-out grips. */
function tray(pen: Pen, { colour, accent, finish }: Painted) {
  const [w, h] = [400, 240]
  const box = (inset: number, r: number, fill: string) =>
    rect(-w / 2 + inset, -h + inset, w - inset * 2, h - inset * 2, fill, { rx: r })
  const light = pen.linear([
    [0, '#FFF9EC', 0.3],
    [0.6, '#FFF9EC', 0],
    [1, '#3A2320', 0.18],
  ])
  const svg =
    rect(-w / 2 + 3, -h + 4, w, h, shade(colour, 0.35), { rx: 30 }) +
    box(0, 30, tint(colour, 0.12)) +
    box(16, 20, shade(colour, 0.16)) +
    group(box(19, 18, colour), { transform: 'translate(2 3)' }) +
    (finish === 'bands'
      ? rect(-w / 2 + 40, -h + 40, w - 80, h - 80, 'none', { rx: 8, stroke: accent, 'stroke-width': 3 })
      : '') +
    [-1, 1]
      .map((s) => rect(s * (w / 2 - 24) - 4, -h / 2 - 26, 8, 52, shade(colour, 0.55), { rx: 4 }))
      .join('') +
    box(0, 30, light)
  return { svg, width: w, height: h, foot: w * 0.46 }
}
