/**
 * @module A small described shop whose companions are known: teas are bought with teapots, candles with holders, and visits
 * go the same ways.
 */
import { seededRandom } from '../../../training/evaluate/random.ts'

const KINDS = [
  { name: 'tea', type: 'Tea', words: 'loose leaves black green steep aromatic harvest garden' },
  { name: 'pot', type: 'Teapot', words: 'stoneware pour spout lid handle glaze kiln fired' },
  { name: 'candle', type: 'Candle', words: 'wax wick scent burn hours soy amber jar' },
  { name: 'holder', type: 'Holder', words: 'brass stand polished base taper cast weighted stem' },
] as const
const OF_A_KIND = 15
const SESSIONS = 4000
const START = Date.parse('2024-01-01') / 1000

export type Kind = (typeof KINDS)[number]['name']

/** A line of a products file. */
export function productLine(kind: Kind, id: string, title: string): string {
  const { type, words } = KINDS.find(({ name }) => name === kind) ?? KINDS[0]
  return [id, `${title} ${type}`, words, type, 'Hearth', 12 + title.length].join('\t')
}

const HEADER = 'ItemId\tTitle\tDescription\tType\tVendor\tPrice'
export const productsFile = (lines: readonly string[]): string => [HEADER, ...lines, ''].join('\n')

/** The shop's products file. */
export const products = (): string =>
  productsFile(
    KINDS.flatMap(({ name }) =>
      Array.from({ length: OF_A_KIND }, (_, i) => productLine(name, `${name}${i}`, `${name}${i}`)),
    ),
  )

/** A visit and an order in turn, an hour apart, as an event file. */
export function events(): string {
  const random = seededRandom(7)
  const near = (kind: Kind, i: number): string => `${kind}${(i + Math.floor(3 * random())) % OF_A_KIND}`
  const lines: string[] = ['SessionId\tItemId\tTime\tKind']
  for (let s = 0; s < SESSIONS; s++) {
    const i = Math.floor(OF_A_KIND * random())
    const bought = s % 2 === 0
    const [first, second] = random() < 0.6 ? (['tea', 'pot'] as const) : (['candle', 'holder'] as const)
    const session = [near(first, i), near(second, i), ...(random() < 0.3 ? [near(first, i)] : [])]
    for (const item of new Set(session)) {
      lines.push([`s${s}`, item, START + 3600 * s, bought ? 'purchase' : 'view'].join('\t'))
    }
  }
  return `${lines.join('\n')}\n`
}
