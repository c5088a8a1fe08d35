/**
 * @module Image, MediaImage: absolute addresses on the request's origin, transformations as query parameters.
 */
import type { ImageTransformInput } from '@shopify/hydrogen/storefront-api-types'
import type { Image } from '../../catalog/types.ts'
import { gid, stableNumber } from '../gid.ts'
import type { Fields } from '../graphql/schema.ts'

interface WithOrigin {
  origin: string
}

/** Shopify's CDN parameters: width and height in pixels, `crop` a region. */
export function imageUrl(image: Image, origin: string, transform?: ImageTransformInput | null): string {
  const url = new URL(image.path, origin)
  const scale = Math.min(3, Math.max(1, transform?.scale ?? 1))
  if (transform?.maxWidth != null) url.searchParams.set('width', String(transform.maxWidth * scale))
  if (transform?.maxHeight != null) url.searchParams.set('height', String(transform.maxHeight * scale))
  if (transform?.crop != null) url.searchParams.set('crop', transform.crop.toLowerCase())
  return url.href
}

export const imageFields: Fields<Image, WithOrigin> = {
  id: (image) => gid('ProductImage', stableNumber(image.path)),
  altText: (image) => image.alt,
  width: (image) => image.width,
  height: (image) => image.height,
  thumbhash: () => null,
  url: (image, args: { transform?: ImageTransformInput | null }, { origin }) =>
    imageUrl(image, origin, args.transform),
  src: (image, _args, { origin }) => imageUrl(image, origin),
  originalSrc: (image, _args, { origin }) => imageUrl(image, origin),
  transformedSrc: (image, args: ImageTransformInput, { origin }) => imageUrl(image, origin, args),
}

export interface MediaRecord {
  __typename: 'MediaImage'
  picture: Image
}

export function mediaOf(picture: Image): MediaRecord {
  return { __typename: 'MediaImage', picture }
}

export const mediaImageFields: Fields<MediaRecord, WithOrigin> = {
  id: ({ picture }) => gid('MediaImage', stableNumber(picture.path)),
  alt: ({ picture }) => picture.alt,
  image: ({ picture }) => picture,
  previewImage: ({ picture }) => picture,
  mediaContentType: () => 'IMAGE',
  presentation: () => null,
}
