/**
 * @module Files of product contents: gzipped JSON lines, one a product, with its id and the fields that are known.
 */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { z } from 'zod'
import { InputError } from './input-error.ts'
import { openText, readLines } from './read-text.ts'

const text = z.string().min(1)
const rowSchema = z.strictObject({
  id: text,
  title: text.optional(),
  description: text.optional(),
  type: text.optional(),
  vendor: text.optional(),
  tags: z.array(text).min(1).optional(),
  collections: z.array(text).min(1).optional(),
  price: z.number().min(0).optional(),
  createdAt: z.number().optional(),
})

/** What one source knows of a product; a field it does not know is not there. */
export type ContentFields = Omit<z.infer<typeof rowSchema>, 'id'>

/** Products turned into text at once. */
const ROWS_PER_CHUNK = 1024

/** Writes contents in the order of the map; returns the SHA-256 of the decompressed bytes. */
export async function writeContents(
  path: string,
  contents: ReadonlyMap<string, ContentFields>,
): Promise<string> {
  const hash = createHash('sha256')
  function* chunks(): Generator<Buffer> {
    let rows: string[] = []
    const flush = (): Buffer => {
      const bytes = Buffer.from(rows.join(''))
      hash.update(bytes)
      rows = []
      return bytes
    }
    for (const [id, fields] of contents) {
      rows.push(`${JSON.stringify({ id, ...fields })}\n`)
      if (rows.length === ROWS_PER_CHUNK) yield flush()
    }
    yield flush()
  }
  await pipeline(Readable.from(chunks()), createGzip(), createWriteStream(path))
  return hash.digest('hex')
}

/**
 * Reads what `writeContents` wrote.
 * @param sha256 of the decompressed bytes; null: not checked
 * @throws InputError where it is damaged
 */
export async function readContents(path: string, sha256: string | null): Promise<Map<string, ContentFields>> {
  const source = await openText(path)
  const contents = new Map<string, ContentFields>()
  for await (const lines of readLines(source)) {
    for (const line of lines) {
      const { id, ...fields } = parseRow(path, line)
      contents.set(id, fields)
    }
  }
  if (sha256 !== null && source.sha256() !== sha256) throw damaged(path)
  return contents
}

function parseRow(path: string, line: string): z.infer<typeof rowSchema> {
  try {
    return rowSchema.parse(JSON.parse(line))
  } catch {
    throw damaged(path)
  }
}

const damaged = (path: string): InputError =>
  new InputError(`${path} is not what was imported; import its source again.`)
