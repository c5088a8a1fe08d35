/**
 * @module Reads a text file of any size as a stream: plain, gzip or xz (told by its first bytes, not its name), UTF-8.
 * What can't be read ends in one InputError that names the file.
 */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { type Duplex, pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import xz from 'xz-decompress'
import { InputError, messageOf } from './input-error.ts'

const CHUNK_BYTES = 256 * 1024
/** A longer line is no line: the file is something else, and holding it would cost its size in memory. */
const MAX_LINE_LENGTH = 16 * 1024 * 1024

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b])
const XZ_MAGIC = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])

/** Called with the bytes of the file read so far and its size. */
export type OnRead = (done: number, total: number) => void

export interface TextSource {
  path: string
  /** The decoded text, without a byte order mark, in pieces of any length. Can be read once. */
  text: AsyncIterable<string>
  /** SHA-256 of the decompressed bytes, once `text` has ended. */
  sha256(): string
}

/** @throws InputError, here or while reading: missing, a directory, empty, damaged compression, not UTF-8 */
export async function openText(path: string, onRead?: OnRead): Promise<TextSource> {
  const { size, head } = await firstBytes(path)
  const hash = createHash('sha256')
  return {
    path,
    text: decode(path, decompress(path, rawBytes(path, size, onRead), head), hash),
    sha256: () => hash.digest('hex'),
  }
}

/** Lines without their ends, in batches (an async step a line would cost more than the line). */
export async function* readLines(source: TextSource): AsyncGenerator<string[]> {
  let rest = ''
  for await (const piece of source.text) {
    const lines = piece.split('\n')
    lines[0] = rest + lines[0]
    rest = lines.pop() ?? ''
    if (rest.length > MAX_LINE_LENGTH) {
      throw new InputError(
        `${source.path} has a line of more than ${MAX_LINE_LENGTH} characters; is it a text file?`,
      )
    }
    if (lines.length > 0) yield lines.map(withoutCarriageReturn)
  }
  if (rest !== '') yield [withoutCarriageReturn(rest)]
}

const withoutCarriageReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line)

async function firstBytes(path: string): Promise<{ size: number; head: Buffer }> {
  try {
    const info = await stat(path)
    if (info.isDirectory()) throw new InputError(`${path} is a directory; give the file itself.`)
    if (info.size === 0) throw new InputError(`${path} is empty.`)
    await using file = await open(path)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(XZ_MAGIC.length), 0, XZ_MAGIC.length, 0)
    return { size: info.size, head: buffer.subarray(0, bytesRead) }
  } catch (error) {
    if (error instanceof InputError) throw error
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new InputError(`There is no file ${path}.`)
    throw new InputError(`${path} can't be read: ${messageOf(error)}.`)
  }
}

/**
 * Pipes an iterable through a transform. An error on either side is thrown to whoever iterates the result, which is why
 * the pipeline's own callback has nothing to do.
 */
export function through<D extends Duplex>(input: AsyncIterable<string | Uint8Array>, transform: D): D {
  pipeline(Readable.from(input), transform, () => {})
  return transform
}

/** The file's own bytes, telling how far reading has come. */
async function* rawBytes(path: string, size: number, onRead?: OnRead): AsyncGenerator<Buffer> {
  let done = 0
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const bytes = Buffer.from(chunk)
    done += bytes.length
    onRead?.(done, size)
    yield bytes
  }
}

async function* decompress(
  path: string,
  raw: AsyncIterable<Buffer>,
  head: Buffer,
): AsyncGenerator<Uint8Array> {
  const isXz = head.equals(XZ_MAGIC)
  const isGzip = head.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC)
  try {
    if (isXz) yield* new xz.XzReadableStream(ReadableStream.from(raw))
    else if (isGzip) yield* through(raw, createGunzip({ chunkSize: CHUNK_BYTES }))
    else yield* raw
  } catch (error) {
    const what = isXz
      ? 'its xz data is damaged or cut short'
      : isGzip
        ? 'its gzip data is damaged or cut short'
        : ''
    throw new InputError(`${path} can't be read to its end: ${what || messageOf(error)}.`)
  }
}

async function* decode(path: string, bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let read = 0
  try {
    for await (const chunk of bytes) {
      hash.update(chunk)
      read += chunk.length
      yield decoder.decode(chunk, { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new InputError(`${path} is not UTF-8 text; save or export it as UTF-8.`)
  }
  if (read === 0) throw new InputError(`${path} is empty.`)
}
