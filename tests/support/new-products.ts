/**
 * Products kept from training as if they had not been sold yet, and how often models name them for who bought them.
 */
import { indexContent } from '../../training/content/content-index.ts'
import type { ProductContent } from '../../training/dataset/catalog.ts'
import { type SessionLog, sessionCount } from '../../training/dataset/session-log.ts'
import type { Cases } from '../../training/evaluate/cases.ts'
import { rowLookup } from '../../training/evaluate/next-item.ts'
import { seededRandom } from '../../training/evaluate/random.ts'
import { rankCases } from '../../training/evaluate/rank-cases.ts'
import { applyPairScorer, fitPairScorer, type Shop } from '../../training/models/pair-scorer/pair-scorer.ts'
import { tableRanker } from '../../training/table/score.ts'

const K = 20

/** 1 for one of so many items that these events hold, drawn with the seed, [n]. */
export function drawHidden(
  { items, events }: Pick<SessionLog, 'items' | 'events'>,
  oneOf: number,
  seed: number,
): Uint8Array {
  const random = seededRandom(seed)
  const sold = new Set(events)
  return Uint8Array.from(items, (_, item) => (sold.has(item) && random() * oneOf < 1 ? 1 : 0))
}

/** The log without these items' events; they stay among its items. */
export function withoutProducts(log: SessionLog, hidden: Uint8Array): SessionLog {
  const sessions = Array.from({ length: sessionCount(log) }, (_, s) =>
    log.events.subarray(log.offsets[s], log.offsets[s + 1]).filter((item) => hidden[item] === 0),
  )
  const filled = sessions.map((session) => session.length > 0)
  const isFilled = (_: unknown, s: number): boolean => filled[s] ?? false
  const offsets = [0]
  for (const { length } of sessions.filter(isFilled)) offsets.push((offsets.at(-1) ?? 0) + length)
  return {
    items: log.items,
    events: Int32Array.from(sessions.flatMap((session) => [...session])),
    offsets: Int32Array.from(offsets),
    times: log.times?.filter(isFilled) ?? null,
    baskets: log.baskets.filter(isFilled),
    customers: log.customers?.filter(isFilled) ?? null,
  }
}

export interface Question {
  /** Items of the session, newest last. */
  context: readonly number[]
  /** None of the context's. */
  target: number
  /** Of so many questions this one stands for. */
  weight: number
}

export interface NewProducts {
  /** What is learned from, the hidden left out. */
  train: SessionLog
  /** 1 for each hidden item, [n]. */
  hidden: Uint8Array
  catalog: ReadonlyMap<string, ProductContent>
  questions: readonly Question[]
  /** Unix seconds of the first sale of every item sold before the questions, first to last. */
  firstSales: ReadonlyMap<number, number>
}

/** HR@20 over hidden targets. */
export interface HiddenFigures {
  /** The pair scorer and TF-IDF, which rank all items. */
  content: number
  tfIdf: number
  /** Newest first, of all items; of the hidden alone; of the hidden alone in a drawn order, on average. */
  newest: number
  newestHidden: number
  drawn: number
  targets: number
}

/** HR@20: all items ranked but those of the session, ties count against. */
export interface Figures {
  hidden: HiddenFigures
  /** Over all targets: the pair scorer with content and without. */
  overall: { content: number; plain: number }
}

export async function measureNewProducts(shop: NewProducts): Promise<Figures> {
  const { train, hidden, catalog, questions, firstSales } = shop
  const content = indexContent(train.items, withCreation(catalog, shop))
  if (content === null) throw new Error('The catalog says nothing of most products.')
  const learned = await pairScorerHits({ log: train, content }, questions)
  const plain = await pairScorerHits({ log: train, content: null }, questions)
  const rankByText = textRanker(train.items, catalog)
  const newest = [...firstSales.keys()].reverse()
  const newestHidden = newest.filter((item) => hidden[item] === 1)
  const shareOf = (hits: readonly boolean[]): number => {
    const sum = (asked: readonly Question[]): number => asked.reduce((all, { weight }) => all + weight, 0)
    return sum(questions.filter((_, q) => hits[q])) / sum(questions)
  }
  const answers = questions.flatMap((question, q) => {
    if (hidden[question.target] !== 1) return []
    return [
      {
        content: learned[q] ?? false,
        tfIdf: rankByText(question) <= K,
        newest: isAmongFirst(newest, question),
        newestHidden: isAmongFirst(newestHidden, question),
      },
    ]
  })
  const hitRate = (by: keyof (typeof answers)[number]): number =>
    answers.filter((answer) => answer[by]).length / answers.length
  return {
    hidden: {
      content: hitRate('content'),
      tfIdf: hitRate('tfIdf'),
      newest: hitRate('newest'),
      newestHidden: hitRate('newestHidden'),
      drawn: Math.min(1, K / newestHidden.length),
      targets: answers.length,
    },
    overall: { content: shareOf(learned), plain: shareOf(plain) },
  }
}

/** Whether the target is among the first 20 of an order, the session's items left out. */
function isAmongFirst(order: readonly number[], { context, target }: Question): boolean {
  const shelf: number[] = []
  for (const item of order) {
    if (shelf.length === K) break
    if (!context.includes(item)) shelf.push(item)
  }
  return shelf.includes(target)
}

/** The catalog with the day of each product's first sale for that of its creation, which none of the files tell. */
function withCreation(
  catalog: ReadonlyMap<string, ProductContent>,
  { train, firstSales }: Pick<NewProducts, 'train' | 'firstSales'>,
): Map<string, ProductContent> {
  const dated = new Map(catalog)
  for (const [item, createdAt] of firstSales) {
    const id = train.items[item] ?? ''
    const known = catalog.get(id)
    if (known !== undefined) dated.set(id, { ...known, createdAt })
  }
  return dated
}

export function describeFigures({ hidden, overall }: Figures): string {
  const say = (share: number): string => share.toFixed(4).replace(/^0/, '')
  const { targets, content, tfIdf, newest, newestHidden, drawn } = hidden
  return (
    `hidden products, ${targets} targets: HR@${K} ${say(content)}, TF-IDF kNN ${say(tfIdf)}, ` +
    `newest first ${say(newest)}, of the hidden alone ${say(newestHidden)}, in a drawn order ${say(drawn)}; ` +
    `overall ${say(overall.content)}, without content ${say(overall.plain)}`
  )
}

/** Trains on the shop and asks every question; whether the target is among the first 20. */
async function pairScorerHits(shop: Shop, questions: readonly Question[]): Promise<boolean[]> {
  const fitted = await fitPairScorer(shop, ['next'])
  const model = (await applyPairScorer(shop, fitted)).get('next')
  if (model === undefined) throw new Error('No table was made.')
  const { items } = shop.log
  const reader = { ranker: tableRanker(model.table), rowOf: rowLookup(items), session: model.session }
  const { novelRank } = await rankCases(reader, casesOf(items, questions), K)
  return Array.from(novelRank, (rank) => rank > 0)
}

function casesOf(items: string[], questions: readonly Question[]): Cases {
  const ends = [0]
  for (const { context } of questions) ends.push((ends.at(-1) ?? 0) + context.length)
  return {
    kind: 'baskets',
    items,
    events: Int32Array.from(questions.flatMap(({ context }) => context)),
    start: Int32Array.from(ends.slice(0, -1)),
    end: Int32Array.from(ends.slice(1)),
    target: Int32Array.from(questions, ({ target }) => target),
    novel: new Uint8Array(questions.length).fill(1),
    session: Int32Array.from(questions, (_, q) => q),
    sessions: questions.length,
  }
}

/**
 * The peer, sharing nothing with what it is compared to: nearest neighbours by TF-IDF of title words and type. Ranks the
 * target by its summed cosines with the session's items among all items that are not in the session.
 */
function textRanker(
  items: readonly string[],
  catalog: ReadonlyMap<string, ProductContent>,
): (question: Question) => number {
  const words = items.map((id) => {
    const { title = '', type = '' } = catalog.get(id) ?? {}
    return new Set(`${title} ${type}`.toLowerCase().match(/[a-z0-9]+/g) ?? [])
  })
  const holders = new Map<string, number>()
  for (const word of words.flatMap((product) => [...product])) holders.set(word, (holders.get(word) ?? 0) + 1)
  const vectors = words.map((product) => {
    const weights = [...product].map((word) => Math.log(1 + items.length / (holders.get(word) ?? 1)))
    const length = Math.hypot(...weights)
    return new Map([...product].map((word, w) => [word, (weights[w] ?? 0) / length]))
  })
  return ({ context, target }) => {
    const query = new Map<string, number>()
    for (const item of context) {
      for (const [word, weight] of vectors[item] ?? []) query.set(word, (query.get(word) ?? 0) + weight)
    }
    const score = (vector: ReadonlyMap<string, number> | undefined): number => {
      let sum = 0
      for (const [word, weight] of vector ?? []) sum += weight * (query.get(word) ?? 0)
      return sum
    }
    const own = score(vectors[target])
    if (own === 0) return Number.POSITIVE_INFINITY
    const excluded = new Set(context)
    let rank = 0
    vectors.forEach((vector, item) => {
      if (!excluded.has(item) && score(vector) >= own) rank++
    })
    return rank
  }
}
