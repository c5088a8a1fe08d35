/**
 * @module The wide still life at the head of a collection: up to seven of its products on one table.
 */
import type { Picture } from '../catalog/pictures.ts'
import { backdrop, schemeFor, shapeFor } from './backdrop.ts'
import type { Drawing, Pen } from './pen.ts'
import { draw } from './scenes.ts'
import { arrange, fit, type Placed } from './still-life.ts'

const WIDTH = 1600
const HEIGHT = 1000

/** Box a standing product may fill, and where: [x, y of the foot, width, height], back row first. */
const stands: [number, number, number, number][] = [
  [560, 690, 330, 520],
  [1010, 680, 330, 500],
  [270, 730, 300, 400],
  [1330, 735, 300, 400],
  [790, 800, 300, 330],
  [480, 870, 240, 240],
  [1120, 875, 240, 240],
]

/** The first product of every kind, in the collection's order, then further ones, as many as there are places. */
function chosen(pictures: Picture[]): Picture[] {
  const seen = new Set<string>()
  const fresh: Picture[] = []
  const rest: Picture[] = []
  for (const picture of pictures) {
    if (seen.has(picture.entry.kind)) rest.push(picture)
    else fresh.push(picture)
    seen.add(picture.entry.kind)
  }
  return [...fresh, ...rest]
}

export function collectionScene(pen: Pen, handle: string, pictures: Picture[]): string {
  const standing: Drawing[] = []
  for (const picture of chosen(pictures)) {
    if (standing.length === stands.length) break
    const drawing = draw(pen, picture)
    if (drawing.foot > 0) standing.push(drawing)
  }
  const scheme = schemeFor(`collection ${handle}`, [], true)
  const byHeight = standing.sort((a, b) => b.height - a.height)
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
