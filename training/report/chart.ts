/**
 * @module Charts as SVG text: Observable Plot over a DOM that lives in this process. Colours are variables of the page's
 * style sheet, so that one chart fits light, dark and paper.
 */
import * as Plot from '@observablehq/plot'
import { DOMParser } from 'linkedom'
import { Html, html } from './html.ts'

/** Drawn to be read at this width, pixels; on a phone they shrink a little, on paper and desktop they don't. */
export const CHART_WIDTH = 440

/** Shapes and colours of models, in their order; told apart without colour too. */
export const SYMBOLS = ['circle', 'diamond', 'square', 'triangle', 'star', 'cross'] as const
export const modelColour = (m: number): string => `var(--model-${m % SYMBOLS.length})`
export const modelSymbol = (m: number): (typeof SYMBOLS)[number] => SYMBOLS[m % SYMBOLS.length] ?? 'circle'

/**
 * Draws a chart.
 * @param label what a listener is told instead of the picture
 */
export function draw(label: string, options: Plot.PlotOptions): Html {
  const document = new DOMParser().parseFromString('<html><body></body></html>', 'text/html')
  const sized: Plot.PlotOptions = { width: CHART_WIDTH, style: { fontSize: '13px' }, ...options }
  // To the type checker this DOM is not the browser's. An element of it is its markup when read as text; its style
  // sheet is left to the page's, and of its labels the one of the whole.
  const svg = String(Plot.plot(Object.assign(sized, { document })))
  const told = html`<svg role="img" aria-label="${label}" `
  return new Html(
    svg
      .replace(/^<svg /, told.text)
      .replace(/<style>.*?<\/style>/gs, '')
      .replace(/(<g\b[^>]*?) aria-label="[^"]*"/g, '$1'),
  )
}

/** Models told apart by colour and shape. */
export const modelScales = (names: readonly string[]): Pick<Plot.PlotOptions, 'color' | 'symbol'> => ({
  color: { domain: names, range: names.map((_, m) => modelColour(m)) },
  symbol: { domain: names, range: names.map((_, m) => modelSymbol(m)) },
})
