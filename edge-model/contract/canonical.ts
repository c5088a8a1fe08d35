/**
 * @module Canonical JSON (RFC 8785): one spelling a value, so that a digest or a signature over bytes is one over the
 * value. Reading refuses every other spelling: white space, another order of keys, a key given twice, escapes that are
 * not needed, -0, 1e21 for 1e+21.
 */
import canonicalize from 'canonicalize'
import { ContractError } from './problem.ts'

/**
 * A value's canonical JSON in UTF-8.
 * @throws ContractError `not_canonical` where it has none: NaN, a lone surrogate
 */
export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  const text = textOf(value)
  if (text === undefined) throw new ContractError('not_canonical', 'The value has no JSON form.')
  return Uint8Array.from(new TextEncoder().encode(text))
}

/**
 * The value of bytes that are canonical JSON.
 * @param name what the bytes are, to begin a sentence with: `The envelope`
 * @throws ContractError `not_canonical`, `bad_json`
 */
export function parseCanonical(bytes: Uint8Array, name: string): unknown {
  let value: unknown
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    value = JSON.parse(text)
  } catch {
    throw new ContractError('bad_json', `${name} is not JSON in UTF-8. Publish the release again.`)
  }
  if (textOf(value) === text) return value
  throw new ContractError(
    'not_canonical',
    `${name} is not canonical JSON (RFC 8785). Publish with aisle, which writes it so.`,
  )
}

function textOf(value: unknown): string | undefined {
  try {
    return canonicalize(value)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new ContractError('not_canonical', `The value has no canonical JSON: ${detail}.`)
  }
}
