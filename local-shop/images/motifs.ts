/**
 * @module Little emblems for labels and packets, each drawn about a centre within a radius.
 */
import { d, ellipse, group, line, move, path } from './pen.ts'

type Motif = (r: number, main: string, second: string) => string

const around = (many: number, one: (angle: number) => string): string =>
  Array.from({ length: many }, (_, i) => one((i * 360) / many)).join('')

const leafShape = (length: number, width: number) =>
  d`M0 0C${width} ${-length * 0.3} ${width} ${-length * 0.7} 0 ${-length}C${-width} ${-length * 0.7} ${-width} ${-length * 0.3} 0 0Z`

const motifs: Record<string, Motif> = {
  sun: (r, main, second) =>
    around(12, (a) =>
      group(line(d`M0 ${-r * 0.68}V${-r}`, second, r * 0.09), { transform: `rotate(${a})` }),
    ) + ellipse(0, 0, r * 0.52, r * 0.52, main),
  moon: (r, main, second) =>
    path(
      d`M${r * 0.3} ${-r * 0.85}A${r * 0.9} ${r * 0.9} 0 1 0 ${r * 0.85} ${r * 0.4}A${r * 0.75} ${r * 0.75} 0 0 1 ${r * 0.3} ${-r * 0.85}Z`,
      main,
    ) +
    ellipse(r * 0.62, -r * 0.35, r * 0.1, r * 0.1, second) +
    ellipse(r * 0.3, -r * 0.05, r * 0.06, r * 0.06, second),
  hill: (r, main, second) =>
    ellipse(r * 0.3, -r * 0.4, r * 0.3, r * 0.3, second) +
    path(
      d`M${-r} ${r * 0.6}L${-r * 0.3} ${-r * 0.6}L${r * 0.1} ${r * 0.05}L${r * 0.4} ${-r * 0.25}L${r} ${r * 0.6}Z`,
      main,
    ),
  wave: (r, main, second) =>
    [-0.5, 0, 0.5]
      .map((y, i) =>
        line(
          d`M${-r} ${y * r}q${r * 0.25} ${-r * 0.35} ${r * 0.5} 0t${r * 0.5} 0t${r * 0.5} 0t${r * 0.5} 0`,
          i === 1 ? second : main,
          r * 0.13,
        ),
      )
      .join(''),
  leaf: (r, main, second) =>
    line(d`M0 ${r}V${-r * 0.7}`, second, r * 0.08) +
    [0.7, 0.25, -0.2]
      .map((y) => [-58, 58].map((a) => move(path(leafShape(r * 0.72, r * 0.2), main), 0, y * r, a)).join(''))
      .join('') +
    move(path(leafShape(r * 0.7, r * 0.2), main), 0, -r * 0.3),
  bloom: (r, main, second) =>
    around(8, (a) => group(path(leafShape(r, r * 0.3), main), { transform: `rotate(${a})` })) +
    ellipse(0, 0, r * 0.26, r * 0.26, second),
  berry: (r, main, second) =>
    line(
      d`M${-r * 0.4} ${r * 0.1}Q0 ${-r} ${r * 0.3} ${-r}M${r * 0.4} ${r * 0.3}Q${r * 0.3} ${-r * 0.4} ${r * 0.3} ${-r}`,
      second,
      r * 0.08,
    ) +
    move(path(leafShape(r * 0.7, r * 0.22), second), r * 0.3, -r * 0.85, -70) +
    ellipse(-r * 0.42, r * 0.4, r * 0.44, r * 0.44, main) +
    ellipse(r * 0.46, r * 0.5, r * 0.4, r * 0.4, main) +
    ellipse(-r * 0.55, r * 0.25, r * 0.1, r * 0.1, '#FFFFFF', { opacity: 0.5 }),
  grain: (r, main, second) =>
    line(d`M0 ${r}V${-r * 0.6}`, second, r * 0.07) +
    [0.45, 0.12, -0.21, -0.54]
      .map((y) => [-35, 35].map((a) => move(path(leafShape(r * 0.46, r * 0.15), main), 0, y * r, a)).join(''))
      .join('') +
    move(path(leafShape(r * 0.5, r * 0.15), main), 0, -r * 0.5),
  bean: (r, main, second) =>
    group(
      ellipse(0, 0, r * 0.6, r * 0.88, main) +
        line(
          d`M0 ${-r * 0.85}C${r * 0.3} ${-r * 0.3} ${-r * 0.3} ${r * 0.3} 0 ${r * 0.85}`,
          second,
          r * 0.12,
        ),
      { transform: 'rotate(28)' },
    ),
  bee: (r, main, second) =>
    [-1, 1]
      .map((s) =>
        move(ellipse(0, -r * 0.42, r * 0.26, r * 0.46, second, { opacity: 0.45 }), 0, -r * 0.05, s * 48),
      )
      .join('') +
    ellipse(0, r * 0.2, r * 0.38, r * 0.66, main) +
    [-0.05, 0.25, 0.55].map((y) => line(d`M${-r * 0.33} ${y * r}H${r * 0.33}`, second, r * 0.13)).join(''),
  drop: (r, main, second) =>
    path(
      d`M0 ${-r}C${r * 0.25} ${-r * 0.5} ${r * 0.7} ${-r * 0.05} ${r * 0.7} ${r * 0.32}A${r * 0.7} ${r * 0.66} 0 0 1 ${-r * 0.7} ${r * 0.32}C${-r * 0.7} ${-r * 0.05} ${-r * 0.25} ${-r * 0.5} 0 ${-r}Z`,
      main,
    ) + line(d`M${-r * 0.35} ${r * 0.35}Q${-r * 0.3} ${r * 0.66} 0 ${r * 0.7}`, second, r * 0.1),
  star: (r, main, second) =>
    around(8, (a) =>
      group(path(leafShape(a % 90 === 0 ? r : r * 0.6, r * 0.13), a % 90 === 0 ? main : second), {
        transform: `rotate(${a})`,
      }),
    ),
  citrus: (r, main, second) =>
    ellipse(0, 0, r * 0.9, r * 0.9, main) +
    ellipse(0, 0, r * 0.74, r * 0.74, '#FFF6DF') +
    around(8, (a) =>
      group(path(d`M0 ${-r * 0.1}L${-r * 0.2} ${-r * 0.55}Q0 ${-r * 0.76} ${r * 0.2} ${-r * 0.55}Z`, main), {
        transform: `rotate(${a})`,
      }),
    ) +
    move(path(leafShape(r * 0.6, r * 0.2), second), r * 0.4, -r * 0.8, 60),
  flame: (r, main, second) =>
    path(
      d`M0 ${-r}C${r * 0.9} ${-r * 0.2} ${r * 0.7} ${r * 0.9} 0 ${r * 0.9}C${-r * 0.75} ${r * 0.9} ${-r * 0.75} 0 ${-r * 0.25} ${-r * 0.35}C${-r * 0.2} 0 ${r * 0.1} ${-r * 0.4} 0 ${-r}Z`,
      main,
    ) +
    path(
      d`M0 ${-r * 0.1}C${r * 0.4} ${r * 0.3} ${r * 0.35} ${r * 0.9} 0 ${r * 0.9}C${-r * 0.35} ${r * 0.9} ${-r * 0.35} ${r * 0.4} 0 ${-r * 0.1}Z`,
      second,
    ),
  root: (r, main, second) =>
    [-26, 0, 26].map((a) => move(path(leafShape(r * 0.8, r * 0.2), second), 0, -r * 0.2, a)).join('') +
    path(
      d`M${-r * 0.42} ${-r * 0.2}Q0 ${-r * 0.42} ${r * 0.42} ${-r * 0.2}Q${r * 0.4} ${r * 0.4} 0 ${r}Q${-r * 0.4} ${r * 0.4} ${-r * 0.42} ${-r * 0.2}Z`,
      main,
    ),
  tomato: (r, main, second) =>
    ellipse(0, r * 0.14, r * 0.86, r * 0.76, main) +
    around(5, (a) =>
      group(path(leafShape(r * 0.42, r * 0.12), second), {
        transform: d`translate(0 ${-r * 0.55}) rotate(${a}) scale(1 0.7)`,
      }),
    ),
  pod: (r, main, second) =>
    group(
      path(d`M${-r} 0Q0 ${-r * 0.75} ${r} 0Q0 ${r * 0.75} ${-r} 0Z`, main) +
        [-0.48, -0.16, 0.16, 0.48].map((x) => ellipse(x * r, 0, r * 0.16, r * 0.17, second)).join(''),
      { transform: 'rotate(-24)' },
    ),
}

/** Draws a motif by name about (x, y) within radius r; an unknown name draws the sun. */
export function motif(name: string, x: number, y: number, r: number, main: string, second: string): string {
  const draw = motifs[name] ?? motifs.sun
  return draw === undefined ? '' : move(draw(r, main, second), x, y)
}
