/**
 * @module What moves on a page after it has been laid out, as Chromium's LayoutShift entries tell it.
 */
import type { Page } from 'playwright-core'
import { z } from 'zod'

/** Below this a shift is a rounding of sub-pixels, which nobody sees. */
const VISIBLE = 0.001

const shiftsSchema = z.array(z.object({ value: z.number(), moved: z.array(z.string()) }))

/** To be called before the page is opened. */
export async function recordShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: { value: number; moved: string[] }[] = []
    Reflect.set(window, 'layoutShifts', shifts)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[] = Reflect.get(
          entry,
          'sources',
        )
        const moved = sources.map(({ node, previousRect, currentRect }) => {
          const element = node instanceof Element ? node : node?.parentElement
          const name = `${element?.tagName.toLowerCase()}.${element?.className}`
          return `${name} from y ${previousRect.y} height ${previousRect.height} to y ${currentRect.y} height ${currentRect.height}`
        })
        shifts.push({ value: Reflect.get(entry, 'value'), moved })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** One line for each shift that somebody could see: its size and the elements that moved. */
export async function readShifts(page: Page): Promise<string[]> {
  const shifts = shiftsSchema.parse(await page.evaluate(() => Reflect.get(window, 'layoutShifts')))
  return shifts
    .filter(({ value }) => value >= VISIBLE)
    .map(({ value, moved }) => `${value.toFixed(4)}: ${moved.join('; ')}`)
}
