/**
 * @module The pen every drawing is made with: SVG elements as text, and the definitions (clips, gradients) they need.
 *
 * Drawings are measured in millimetres of the real thing, x = 0 in the middle, y = 0 on the table and upwards negative,
 * so that a mug beside a platter is as small as it should be.
 */

export interface Drawing {
  svg: string
  width: number
  height: number
  /** Half the width of what touches the table; 0 for what hangs on the wall. */
  foot: number
}

/** A number as SVG text, to a tenth. */
export const num = (value: number): string => String(Math.round(value * 10) / 10)

/** Template tag: numbers inside are rounded to a tenth. */
export function d(parts: TemplateStringsArray, ...values: (number | string)[]): string {
  return parts.reduce((text, part, i) => {
    const value = values[i - 1]
    return text + (typeof value === 'number' ? num(value) : (value ?? '')) + part
  })
}

/** Path data of a smooth line through the points' neighbourhood, from the first point to the last. */
export function smooth(points: (readonly [number, number])[]): string {
  const last = points.length - 1
  return points
    .map(([x, y], i) => {
      const [nextX, nextY] = points[i + 1] ?? [x, y]
      if (i === 0) return d`M${x} ${y}`
      return i === last ? d`L${x} ${y}` : d`Q${x} ${y} ${(x + nextX) / 2} ${(y + nextY) / 2}`
    })
    .join('')
}

export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

type Attributes = Record<string, string | number | undefined>

function attributes(all: Attributes): string {
  return Object.entries(all)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? Math.round(value * 100) / 100 : value}"`)
    .join('')
}

export const path = (data: string, fill: string, more: Attributes = {}): string =>
  `<path d="${data}"${attributes({ fill, ...more })}/>`

export const line = (data: string, stroke: string, width: number, more: Attributes = {}): string =>
  path(data, 'none', {
    stroke,
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    ...more,
  })

export const ellipse = (
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  fill: string,
  more: Attributes = {},
): string => `<ellipse${attributes({ cx, cy, rx, ry, fill, ...more })}/>`

export const rect = (
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  more: Attributes = {},
): string => `<rect${attributes({ x, y, width, height, fill, ...more })}/>`

export const group = (content: string, more: Attributes = {}): string =>
  `<g${attributes(more)}>${content}</g>`

export const move = (content: string, x: number, y: number, rotate = 0, scale = 1): string =>
  group(content, {
    transform:
      d`translate(${x} ${y})` +
      (rotate === 0 ? '' : d` rotate(${rotate})`) +
      (scale === 1 ? '' : ` scale(${Math.round(scale * 1000) / 1000})`),
  })

export class Pen {
  readonly #defs: string[] = []

  #define(build: (id: string) => string): string {
    const id = `d${this.#defs.length}`
    this.#defs.push(build(id))
    return `url(#${id})`
  }

  /** A clip by path data. */
  clip(data: string): string {
    return this.#define((id) => `<clipPath id="${id}"><path d="${data}"/></clipPath>`)
  }

  /** Content cut off outside of the path. */
  within(data: string, content: string): string {
    return group(content, { 'clip-path': this.clip(data) })
  }

  /** A gradient from left to right (or top to bottom) over the shape it fills: [offset 0–1, colour, opacity] stops. */
  linear(stops: [number, string, number][], vertical = false): string {
    const end = vertical ? 'x2="0" y2="1"' : 'x2="1" y2="0"'
    return this.#define(
      (id) => `<linearGradient id="${id}" x1="0" y1="0" ${end}>${stops.map(stop).join('')}</linearGradient>`,
    )
  }

  radial(stops: [number, string, number][]): string {
    return this.#define((id) => `<radialGradient id="${id}">${stops.map(stop).join('')}</radialGradient>`)
  }

  defs(): string {
    return this.#defs.length === 0 ? '' : `<defs>${this.#defs.join('')}</defs>`
  }
}

function stop([offset, colour, opacity]: [number, string, number]): string {
  return `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`
}
