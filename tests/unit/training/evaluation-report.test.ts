/**
 * The result of an evaluation, the page, the model card and the command, on a small log whose product ids try to break them.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cardSchema, MAX_CARD_BYTES } from '@aisle/edge-model/contract'
import { describe, expect, it } from 'vitest'
import { casesOf } from '../../../training/evaluate/cases.ts'
import { coOccurrence } from '../../../training/evaluate/diversity.ts'
import { metricsOf, rowLookup } from '../../../training/evaluate/next-item.ts'
import { seededRandom } from '../../../training/evaluate/random.ts'
import { rankCases } from '../../../training/evaluate/rank-cases.ts'
import { scoreMass } from '../../../training/evaluate/score-mass.ts'
import { splitLog } from '../../../training/evaluate/time-split.ts'
import { METHODS } from '../../../training/models/methods.ts'
import { buildResult, type MeasuredModel } from '../../../training/report/build-result.ts'
import { describeCard } from '../../../training/report/describe-card.ts'
import { buildCard } from '../../../training/report/model-card.ts'
import { renderReport } from '../../../training/report/report.ts'
import { resultSchema } from '../../../training/report/result.ts'
import { tableRanker } from '../../../training/table/score.ts'
import { aisle } from './aisle-process.ts'
import { scratch } from './dataset-support.ts'
import { logOf } from './model-support.ts'

/** Each run of the command line loads it anew. */
const PROCESSES = { timeout: 60_000 }

/** Visits along rings of products, with types that are markup. */
function walks(count: number): string[][] {
  const random = seededRandom(5)
  return Array.from({ length: count }, () => {
    const start = Math.floor(random() * 30)
    return Array.from({ length: 5 }, (_, e) => `p${(start + (random() < 0.8 ? e : 7 * e)) % 30}`)
  })
}

async function evaluation(kind: 'visits' | 'baskets', names: readonly ('slist' | 'popular')[]) {
  const { train, test, note } = splitLog(logOf(walks(200), kind), { share: 0.7 })
  const cases = casesOf(test, 1)
  const measured: MeasuredModel[] = []
  for (const name of names) {
    const { table, session, parameters } = METHODS[name](train)
    const reader = { ranker: tableRanker(table), rowOf: rowLookup(train.items), session }
    const records = await rankCases(reader, cases, 10, { mass: scoreMass(table) })
    const { all, novel } = metricsOf(cases, records)
    measured.push({
      name,
      parameters,
      records,
      unquantized: { all, novel },
      trainSeconds: 1,
      modelBytes: 1,
    })
  }
  const parts = {
    cases,
    train,
    test,
    minPrefix: 1,
    k: 10,
    sources: ['<b>&"'],
    split: note,
    runtime: 'a test',
  }
  const categoryOf = (id: string) => `<script>alert(${id.length})</script>`
  return buildResult({ ...parts, similarity: coOccurrence(train), categoryOf }, measured)
}

describe('the result', () => {
  it('fits its schema, the first model on top, the others held against it', async () => {
    const result = resultSchema.parse(await evaluation('visits', ['slist', 'popular']))
    expect(result.all).toEqual(result.models.slist?.all)
    expect(result.difference).toBeNull()
    expect(result.models.popular?.difference?.all.hr.value).toBeCloseTo(
      (result.models.popular?.all.hr ?? 0) - result.all.hr,
    )
    expect(result.dimensions.map(({ name }) => name)).toEqual([
      'length',
      'novelty',
      'age',
      'popularity',
      'category',
    ])
    expect(result.accuracy.novel.hr.value).toBeCloseTo(result.novel.hr)
    expect(result.train.sessions + result.test.sessions).toBe(200)
  })

  it('has no novelty to tell of baskets', async () => {
    const result = resultSchema.parse(await evaluation('baskets', ['slist']))
    expect(result.dimensions.map(({ name }) => name)).toEqual(['length', 'age', 'popularity', 'category'])
    expect(result.all).toEqual(result.novel)
  })
})

describe('the page', () => {
  it('needs nothing else, and takes nothing from data for markup', async () => {
    const page = renderReport(await evaluation('visits', ['slist', 'popular']))
    expect(page).not.toMatch(/<script|<link|<img|https?:\/\/(?!www\.w3\.org)|url\(|@import|undefined|NaN/)
    expect(page).toContain('&lt;script&gt;alert(2)&lt;/script&gt;')
    expect(page).toContain('&lt;b&gt;&amp;&quot;')
  })

  it('tells every chart in words and in a table', async () => {
    const page = renderReport(await evaluation('visits', ['slist', 'popular']))
    const charts = page.match(/<figure>.*?<\/figure>/gs) ?? []
    expect(charts).toHaveLength(2 + 1 + 5 + 1 + 2)
    expect(charts.join('')).not.toMatch(/<g[^>]+aria-label/)
    for (const chart of charts)
      expect(chart).toMatch(/<figcaption>[^<]+<\/figcaption><svg role="img" aria-label="[^"]{30,}"/)
    expect(page.match(/<table>/g)).toHaveLength(1 + 1 + 5 + 2 + 3)
  })

  it('leaves out differences where one model stands alone', async () => {
    const page = renderReport(await evaluation('baskets', ['slist']))
    expect(page).not.toContain('Differences, session by session')
    expect(page).not.toContain('class="legend"')
    expect(page).not.toContain('novel HR')
  })
})

describe('the model card', () => {
  it('fits its schema and its size, and is held against the baselines', async () => {
    const result = await evaluation('visits', ['slist', 'popular'])
    const card = cardSchema.parse(buildCard(result, { consent: 'Orders of customers.' }))
    expect(JSON.stringify(card).length).toBeLessThan(MAX_CARD_BYTES / 2)
    expect(card.metrics.map(({ model }) => model)).toEqual(['slist', 'popular'])
    const [against] = card.differences
    expect(against?.against).toBe('popular')
    expect(against?.all.hr.value).toBeCloseTo(result.all.hr - (result.models.popular?.all.hr ?? 0), 4)
    const [low = 0, high = 0] = against?.all.hr.interval ?? []
    expect(low < high && low <= (against?.all.hr.value ?? 0) && (against?.all.hr.value ?? 0) <= high).toBe(
      true,
    )
    // Slices told are those that differ from the whole.
    for (const { hr } of card.slices) {
      const [from = 0, to = 0] = hr.interval ?? []
      expect(from > result.all.hr || to < result.all.hr).toBe(true)
    }
  })

  it('reads as Markdown, of baskets without a novel column', async () => {
    const visits = describeCard(buildCard(await evaluation('visits', ['slist', 'popular'])))
    expect(visits).toMatch(/^# Model card: SLIST\n/)
    expect(visits).toContain('| SLIST | ')
    expect(visits).toMatch(/Against the best sellers: HR@10 \+\d+\.\d \(\+\d/)
    expect(visits).not.toContain('<script>')
    const baskets = describeCard(buildCard(await evaluation('baskets', ['slist'])))
    expect(baskets).not.toContain('novel')
    expect(`${visits}${baskets}`).not.toMatch(/undefined|NaN|\[object/)
  })
})

describe('aisle evaluate', () => {
  const events = (sessions: string[][], from: number) =>
    [
      'SessionId\tItemId\tTime',
      ...sessions.flatMap((ids, s) => ids.map((id, e) => `s${from + s}\t${id}\t${60 * (from + s) + e}`)),
    ].join('\n')

  it('measures two files or a dataset, prints tables or JSON, and writes the page', PROCESSES, async () => {
    const dir = scratch()
    const at = (name: string) => join(dir, name)
    const all = walks(200)
    writeFileSync(at('all.tsv'), events(all, 1))
    writeFileSync(at('train.tsv'), events(all.slice(0, 150), 1))
    writeFileSync(at('test.tsv'), events(all.slice(150), 151))
    const files = ['--train', at('train.tsv'), '--test', at('test.tsv'), '--format', 'events']
    const models = ['--model', 'slist,popular']

    const shown = await aisle(['evaluate', ...files, ...models, '--report', at('report.html')])
    expect(shown).toMatchObject({ code: 0, stderr: '' })
    expect(shown.stdout).toMatch(/popular − slist +−0\.\d{4} \[−0\.\d{4}, −0\.\d{4}\]/)
    expect(readFileSync(at('report.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/)

    expect((await aisle(['import', at('all.tsv'), '--into', at('data')])).code).toBe(0)
    const json = await aisle(['evaluate', '--data', at('data'), '--split', '0.75', ...models, '--json'])
    const result = resultSchema.parse(JSON.parse(json.stdout))
    // The same split, so the same figures.
    expect(result.train).toMatchObject({ sessions: 150 })
    expect(shown.stdout).toContain(result.all.hr.toFixed(4))
  })

  it(
    'refuses a test that is older, both kinds of input at once, and a split that is none',
    PROCESSES,
    async () => {
      const dir = scratch()
      const at = (name: string) => join(dir, name)
      writeFileSync(at('old.tsv'), events(walks(20), 1))
      writeFileSync(at('new.tsv'), events(walks(20), 21))
      const swapped = ['--train', at('new.tsv'), '--test', at('old.tsv'), '--format', 'events']
      const older = await aisle(['evaluate', ...swapped, '--report', at('report.html')])
      expect(older.code).toBe(1)
      expect(older.stderr).toMatch(/^aisle: The test is older than what is learned from/)
      expect(existsSync(at('report.html'))).toBe(false)

      const refused = [
        [['--data', dir, ...swapped], /either --data, or --train/],
        [['--train', at('old.tsv'), '--test', at('new.tsv')], /--format/],
        [['--data', dir, '--split', '1.5'], /--split: expected a share as 0\.9/],
        [[...swapped, '--split', '0.9'], /give --data as well/],
      ] satisfies [string[], RegExp][]
      for (const [args, message] of refused) {
        const { code, stderr } = await aisle(['evaluate', ...args])
        expect(code).toBe(2)
        expect(stderr).toMatch(message)
      }
    },
  )
})
