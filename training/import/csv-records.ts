/**
 * @module CSV records with their line numbers, as a stream.
 */
import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'
import { InputError } from '../dataset/input-error.ts'
import { type TextSource, through } from '../dataset/read-text.ts'

/** A longer record means a quote that was never closed. */
const MAX_RECORD_CHARACTERS = 1024 * 1024

export interface CsvRecord {
  fields: string[]
  /** The line on which the record ends; the file's first line is 1. */
  line: number
}

const recordSchema = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) })

/**
 * Records of any number of fields, blank lines left out. Separated by tabs, fields are not quoted: a quote is a quote.
 * @throws InputError for a quote that is never closed: what follows it can't be told apart
 */
export async function* csvRecords(
  source: TextSource,
  delimiter: ',' | '\t' = ',',
): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter,
    quote: delimiter === ',' ? '"' : null,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  })
  try {
    for await (const parsed of through(source.text, parser)) {
      const { record, info } = recordSchema.parse(parsed)
      yield { fields: record, line: info.lines }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new InputError(`${source.path} is no valid CSV: ${error.message}.`)
  }
}
