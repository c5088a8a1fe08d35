/**
 * `aisle evaluate` on the standard benchmarks of session models: the exported, quantized model through onnxruntime-web.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const MAIN = join(import.meta.dirname, '../../training/cli/main.ts')
const DATA = join(import.meta.dirname, '../../../shared/data')
const present = existsSync(DATA)
if (!present) console.warn(`Left out: evaluation on real sessions, there is no ${DATA}.`)

const metricsSchema = z.object({ hr: z.number(), mrr: z.number() })
const resultSchema = z.object({
  all: metricsSchema,
  novel: metricsSchema,
  predictions: z.int(),
  items: z.int(),
  trainSeconds: z.number(),
  modelBytes: z.int(),
  unquantized: z.object({ all: metricsSchema, novel: metricsSchema }),
})

/** The command's last line, checked. */
function evaluate(train: string, test: string, ...options: string[]): z.infer<typeof resultSchema> {
  const files = ['--train', join(DATA, train), '--test', join(DATA, test)]
  const stdout = execFileSync(process.execPath, [MAIN, 'evaluate', ...files, ...options, '--json'], {
    encoding: 'utf8',
  })
  const line = stdout.trimEnd().split('\n').at(-1) ?? ''
  console.log(`${train}: ${line}`)
  return resultSchema.parse(JSON.parse(line))
}

describe.runIf(present)('aisle evaluate', () => {
  it('reaches the promised figures on Diginetica', () => {
    const result = evaluate(
      'sessions/diginetica.train.txt.gz',
      'sessions/diginetica.test.txt.gz',
      '--format',
      'sessions',
    )
    expect(result).toMatchObject({ predictions: 60_858, items: 43_097 })
    expect(result.all.hr).toBeGreaterThanOrEqual(0.515)
    expect(result.all.mrr).toBeGreaterThanOrEqual(0.184)
    expect(result.novel.hr).toBeGreaterThanOrEqual(0.435)
    expect(result.unquantized.all.hr - result.all.hr).toBeLessThanOrEqual(0.004)
    expect(result.unquantized.novel.hr - result.novel.hr).toBeLessThanOrEqual(0.004)
  })

  it('names the next item of RetailRocket more often than nearest neighbours do (.565, novel .345)', () => {
    const result = evaluate(
      'sessions/retailrocket.train.txt.gz',
      'sessions/retailrocket.test.txt.gz',
      '--format',
      'sessions',
      '--min-prefix',
      '2',
    )
    expect(result).toMatchObject({ predictions: 15_132, items: 36_968 })
    expect(result.all.hr).toBeGreaterThanOrEqual(0.565)
    expect(result.novel.hr).toBeGreaterThanOrEqual(0.345)
  })

  it('names the next item of the Serenade sample more often than VMIS-kNN does (.6402)', () => {
    const result = evaluate('serenade/train.tsv.gz', 'serenade/test.tsv.gz', '--format', 'events')
    expect(result).toMatchObject({ predictions: 931, items: 18_009 })
    expect(result.all.hr).toBeGreaterThanOrEqual(0.6402)
  })
})
