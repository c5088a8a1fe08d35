/**
 * @module The wide still life at the head of a collection: up to seven of its products on one table.
 */
import type { Picture } from '../catalog/pictures.ts'
import { backdrop, schemeFor, shapeFor } from './backdrop.ts'
import type { Drawing, Pen } from './pen.ts'
import { draw, shy } from './scenes.ts'
import { arrange, fit, type Placed } from './still-life.ts'

const WIDTH = 1600
const HEIGHT = 1000

/** Box a standing product may fill, and where: [x, y of the foot, width, height], tallest product first. */
const stands: [number, number, number, number][] = [
  [540, 720, 400, 600],
  [1030, 715, 400, 580],
  [230, 765, 340, 460],
  [1370, 765, 340, 460],
  [790, 830, 340, 390],
  [430, 905, 300, 300],
  [1160, 905, 300, 300],
]

/** Too flat to be seen behind anything. */
const isFlat = (drawing: Drawing) => drawing.height < drawing.width * 0.3

/**
 * Drawings of the first product of every kind, in the collection's order, then of further ones.
 * What hangs is left out, and so is what is flat or large wherever the rest fill the table.
 */
function chosen(pen: Pen, pictures: Picture[]): Drawing[] {
  const seen = new Set<string>()
  const fresh: Drawing[] = []
  const more: Drawing[] = []
  const last: Drawing[] = []
  for (const picture of pictures) {
    const { kind } = picture.entry
    if (fresh.length === stands.length) break
    const drawing = draw(pen, picture)
    if (drawing.foot === 0) continue
    if (shy.has(kind) || isFlat(drawing)) last.push(drawing)
    else if (seen.has(kind)) more.push(drawing)
    else fresh.push(drawing)
    seen.add(kind)
  }
  return [...fresh, ...more, ...last].slice(0, stands.length)
}

export function collectionScene(pen: Pen, handle: string, pictures: Picture[]): string {
  const scheme = schemeFor(`collection ${handle}`, [], true)
  const byHeight = chosen(pen, pictures).sort((a, b) => b.height - a.height)
  const placed: Placed[] = byHeight.flatMap((drawing, i) => {
    const stand = stands[i]
    if (stand === undefined) return []
    const [x, y, width, height] = stand
    return [{ drawing, x, y, scale: fit(drawing, width, height) }]
  })
  return (
    backdrop(pen, scheme, shapeFor(`collection ${handle}`), WIDTH, HEIGHT, 610) +
    arrange(pen, placed, scheme.table)
  )
}
