/**
 * @module Answers and the errors that become answers: every route returns an Answer or throws an HttpError.
 */
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'

export interface Answer {
  status: number
  headers: OutgoingHttpHeaders
  body: string
}

/** The largest request body, in bytes. */
export const MAX_BODY = 1024 * 1024

/** An error with its HTTP status; the message says what was wrong and what to do. */
export class HttpError extends Error {
  override name = 'HttpError'
  readonly status: number
  readonly code: string
  readonly headers: OutgoingHttpHeaders

  constructor(status: number, code: string, message: string, headers: OutgoingHttpHeaders = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

export function jsonAnswer(status: number, value: unknown, headers: OutgoingHttpHeaders = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}

export function htmlAnswer(status: number, body: string): Answer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    body,
  }
}

/** Errors in the shape of Shopify's GraphQL errors, on every route. */
export function errorAnswer({ status, code, message, headers }: HttpError): Answer {
  return jsonAnswer(status, { errors: [{ message, extensions: { code } }] }, headers)
}

const tooLarge = (): HttpError =>
  new HttpError(413, 'PAYLOAD_TOO_LARGE', `The request body is larger than ${MAX_BODY} bytes.`, {
    connection: 'close',
  })

/** Reads a request's body as JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > MAX_BODY) throw tooLarge()
    chunks.push(bytes)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new HttpError(400, 'BAD_REQUEST', `The request body is not JSON: ${reason}.`)
  }
}
