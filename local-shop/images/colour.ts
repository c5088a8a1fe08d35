/**
 * @module Mixing colours the way the illustrations do: shadows lean to a warm dark, lights to cream, never to grey.
 */

const SHADOW = '#3A2320'
const LIGHT = '#FFF9EC'

function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** Linear mix of two #RRGGBB colours; share 0 gives `from`, 1 gives `to`. */
export function mix(from: string, to: string, share: number): string {
  const a = channels(from)
  const b = channels(to)
  const mixed = a.map((channel, i) => Math.round(channel + ((b[i] ?? 0) - channel) * share))
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

export const shade = (hex: string, share: number) => mix(hex, SHADOW, share)
export const tint = (hex: string, share: number) => mix(hex, LIGHT, share)

/** Perceived brightness, 0 (black) to 1 (white). */
export function brightness(hex: string): number {
  const [r, g, b] = channels(hex)
  return (0.299 * r + 0.587 * g + 0.114 * b) / 255
}

/** Plain distance of two colours, 0 to 1. */
export function distance(one: string, other: string): number {
  const a = channels(one)
  const b = channels(other)
  return Math.hypot(...a.map((channel, i) => channel - (b[i] ?? 0))) / 441.7
}
