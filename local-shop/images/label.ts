/**
 * @module Words and motifs set on packaging: paper labels, seed packets, bags.
 */
import { brightness, mix, shade } from './colour.ts'
import { motif } from './motifs.ts'
import { d, escapeText, line, num, rect } from './pen.ts'

const SERIF = 'Georgia, serif'

/** One centred line of text. */
export function words(
  text: string,
  y: number,
  size: number,
  colour: string,
  style: { spacing?: number; italic?: boolean; x?: number } = {},
): string {
  const { spacing = 0, italic = false, x = 0 } = style
  return (
    `<text x="${num(x)}" y="${num(y)}" font-family="${SERIF}" font-size="${num(size)}" text-anchor="middle" fill="${colour}"` +
    (spacing === 0 ? '' : ` letter-spacing="${num(spacing)}"`) +
    (italic ? ' font-style="italic"' : '') +
    `>${escapeText(text)}</text>`
  )
}

/** Breaks a title into at most three lines, as short as they can be. An ampersand stays with the word after it. */
export function breakLines(text: string): string[] {
  const parts = text
    .replace(/ (&|%|No\.) ?/g, (_, sign: string) => (sign === '%' ? '\u00a0%' : ` ${sign}\u00a0`))
    .split(' ')
  for (let width = Math.max(7, ...parts.map((part) => part.length)); ; width++) {
    const lines: string[] = []
    for (const part of parts) {
      const last = lines[lines.length - 1]
      if (last !== undefined && last.length + 1 + part.length <= width)
        lines[lines.length - 1] = `${last} ${part}`
      else lines.push(part)
    }
    if (lines.length <= 3) return lines
  }
}

export interface LabelText {
  title: string
  /** Small capitals over the title: the maker. */
  maker: string
  motif: string
}

/**
 * Label face: maker, motif, title in at most three lines, centred on x = 0 within [top, top + height].
 * The paper itself is the caller's.
 */
export function face(
  text: LabelText,
  top: number,
  width: number,
  height: number,
  ink: string,
  accent: string,
): string {
  const lines = breakLines(text.title)
  const printed = brightness(accent) > 0.82 ? shade(accent, 0.5) : accent
  const longest = Math.max(...lines.map((one) => one.length))
  const size = Math.min((width * 0.86) / (longest * 0.54), height * (lines.length > 2 ? 0.13 : 0.16))
  const small = Math.min(size * 0.42, (width * 0.8) / (text.maker.length * 0.84))
  const wide = width > height * 1.5
  const block = lines.length * size * 1.14
  const titleTop = wide ? top + height * 0.34 : top + height * 0.94 - block - small * 1.1
  const room = titleTop - top - small * 2.4
  const mark = Math.min(width * 0.24, room * 0.43)
  const markY = top + small * 2.4 + room * 0.5
  return (
    words(text.maker.toUpperCase(), top + small * 2, small, ink, { spacing: small * 0.16 }) +
    (wide ? '' : motif(text.motif, 0, markY, mark, printed, mix(printed, ink, 0.35))) +
    lines.map((one, i) => words(one, titleTop + size * (0.86 + i * 1.14), size, ink)).join('') +
    line(
      d`M${-width * 0.12} ${titleTop + block + small * 0.5}H${width * 0.12}`,
      accent,
      Math.max(0.5, small * 0.14),
    )
  )
}

/** A paper label with its face, flat on the body's front. */
export function paper(
  text: LabelText,
  top: number,
  width: number,
  height: number,
  colour: string,
  ink: string,
  accent: string,
): string {
  const inset = Math.min(width, height) * 0.045
  return (
    rect(-width / 2, top, width, height, colour, { rx: 1 }) +
    rect(-width / 2 + inset, top + inset, width - inset * 2, height - inset * 2, 'none', {
      stroke: accent,
      'stroke-width': Math.max(0.4, inset * 0.18),
      opacity: 0.8,
    }) +
    face(text, top + inset, width - inset * 2, height - inset * 2, ink, accent)
  )
}
