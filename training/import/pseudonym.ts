/**
 * @module What a dataset keeps of a customer: never an address or a name, only a pseudonym of it.
 */
import { hash } from 'node:crypto'

/** 64 bits: among a million customers two share one with a chance of 1 in 40 million. */
const DIGITS = 16

/**
 * The first 16 hexadecimal digits of the SHA-256 of an e-mail address or customer id, without white space around it and
 * in small letters, so that the files of a shop name a customer alike; empty stays empty. Who has the address can find
 * its pseudonym: a dataset stays personal data, only without the addresses in it.
 */
export function pseudonym(customer: string): string {
  const name = customer.trim().toLowerCase()
  return name === '' ? '' : hash('sha256', name).slice(0, DIGITS)
}
