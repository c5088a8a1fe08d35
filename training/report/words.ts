/**
 * @module How the report, the card and the terminal write figures.
 */
import type { Estimate } from '../evaluate/bootstrap.ts'

const MODELS: Record<string, string> = {
  'pair-scorer': 'Pair scorer',
  slist: 'SLIST',
  popular: 'Best sellers',
}

/** A model's name for people. */
export const modelName = (name: string): string => MODELS[name] ?? name

/** The same within a sentence: "the pair scorer". */
export function modelInText(name: string): string {
  const shown = modelName(name)
  return name in MODELS && name !== 'slist' ? `the ${shown.charAt(0).toLowerCase()}${shown.slice(1)}` : shown
}

/** A proportion as 71.9 %. */
export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)}\u00a0%`
/** A difference of proportions, in points: +4.2. */
export const points = (difference: number): string =>
  `${difference < 0 ? '−' : '+'}${Math.abs(100 * difference).toFixed(1)}`
/** 60858 as 60,858. */
export const count = (n: number): string => n.toLocaleString('en-US')
/** An MRR or another small figure, .399. */
export const decimal = (n: number): string => n.toFixed(3)

/** 67.6–76.1, or nothing where there is no interval. */
export const percentInterval = ({ interval }: Estimate): string =>
  interval === null ? '' : `${(100 * interval[0]).toFixed(1)}–${(100 * interval[1]).toFixed(1)}`
/** 0.362–0.435 */
export const decimalInterval = ({ interval }: Estimate): string =>
  interval === null ? '' : `${decimal(interval[0])}–${decimal(interval[1])}`
/** −5.8 to −2.7 */
export const pointsInterval = ({ interval }: Estimate): string =>
  interval === null ? '' : `${points(interval[0])} to ${points(interval[1])}`

/** 2020-06-29, the day of an ISO time. */
export const day = (iso: string): string => iso.slice(0, 10)

/** "a, b and c" */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}
