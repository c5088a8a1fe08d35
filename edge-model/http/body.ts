/**
 * @module Reading request bodies that may be larger than promised, or no JSON.
 */
import { HttpProblem } from './problem.ts'

/**
 * A whole request body, never holding more than `maxBytes` of it.
 * @throws HttpProblem 413 where it is longer; `advice` says what to send instead
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  advice: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () =>
    new HttpProblem(413, 'body_too_large', `The body is longer than ${maxBytes} bytes. ${advice}`)
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  const body: ReadableStream<Uint8Array> | null = request.body
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.byteLength
    if (length > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}

/**
 * The JSON value that the bytes spell in UTF-8.
 * @throws HttpProblem with `status` where they spell none
 */
export function parseJson(bytes: Uint8Array, status: 400 | 422 = 400): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new HttpProblem(status, 'bad_json', `The body is not JSON in UTF-8: ${detail}.`)
  }
}
