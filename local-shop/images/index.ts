/**
 * @module Every picture of the shop, drawn when it is asked for. Nothing is stored: a picture follows from the catalog.
 */
import { buildCatalog } from '../catalog/index.ts'
import type { Picture } from '../catalog/pictures.ts'
import { allPictures } from '../catalog/products.ts'
import { collectionScene } from './collection-scene.ts'
import { Pen } from './pen.ts'
import { context, detail, front, HEIGHT, WIDTH } from './scenes.ts'

interface Gallery {
  byPath: Map<string, Picture>
  /** Featured pictures by kind. */
  onOffer: Map<string, Picture[]>
  /** Featured pictures of a collection's products by the collection's path. */
  collections: Map<string, { handle: string; pictures: Picture[] }>
}

let gallery: Gallery | undefined

function openGallery(): Gallery {
  const pictures = allPictures()
  const byPath = new Map(pictures.map((picture) => [picture.image.path, picture]))
  const onOffer = new Map<string, Picture[]>()
  const catalog = buildCatalog()
  const featured = new Map<string, Picture>()
  for (const product of catalog.products) {
    const picture = byPath.get(product.images[0]?.path ?? '')
    if (picture === undefined) continue
    featured.set(product.handle, picture)
    onOffer.set(product.kind, [...(onOffer.get(product.kind) ?? []), picture])
  }
  const collections = new Map(
    catalog.collections.map(({ handle, image, productHandles }) => [
      image.path,
      { handle, pictures: productHandles.flatMap((product) => featured.get(product) ?? []) },
    ]),
  )
  return { byPath, onOffer, collections }
}

function svg(pen: Pen, width: number, height: number, content: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
    `${pen.defs()}${content}</svg>`
  )
}

/**
 * The SVG text of an image path of the catalog.
 *
 * @param path as in `Image.path`, `/images/<file>.svg`
 * @returns null where the catalog has no such image
 */
export function renderImage(path: string): string | null {
  gallery ??= openGallery()
  const pen = new Pen()
  const collection = gallery.collections.get(path)
  if (collection !== undefined) {
    return svg(pen, 1600, 1000, collectionScene(pen, collection.handle, collection.pictures))
  }
  const picture = gallery.byPath.get(path)
  if (picture === undefined) return null
  const views = { front, context, detail }
  return svg(pen, WIDTH, HEIGHT, views[picture.view](pen, picture, gallery.onOffer))
}
