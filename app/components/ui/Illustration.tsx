/**
 * @module A picture beside words that already say what it shows: screen readers pass over it.
 */
import { Image } from '@shopify/hydrogen'
import type { ComponentProps } from 'react'

type ImageProps = ComponentProps<typeof Image>

type IllustrationProps = Omit<ImageProps, 'alt' | 'src'> &
  Required<Pick<ImageProps, 'data' | 'sizes' | 'loading'>>

export function Illustration({ data, ...props }: IllustrationProps) {
  // Hydrogen's image prefers the data's own text to an empty alternative.
  return <Image {...props} data={{ ...data, altText: null }} alt="" />
}
