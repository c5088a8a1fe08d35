/**
 * @module Finds the columns a CSV format needs by their names.
 */
import { InputError } from '../dataset/input-error.ts'

export interface CsvHeader<Name extends string> {
  /** Fields every record must have. */
  width: number
  /** The value of a column in a record, without white space around it; empty where the file lacks the column. */
  value(fields: readonly string[], name: Name): string
}

/** @throws InputError naming the first required column that is missing */
export function readCsvHeader<Name extends string>(
  path: string,
  what: string,
  fields: readonly string[] | undefined,
  required: readonly Name[],
  optional: readonly Name[] = [],
): CsvHeader<Name> {
  const at = new Map<Name, number>()
  for (const name of [...required, ...optional]) {
    const index = fields?.indexOf(name) ?? -1
    if (index === -1 && required.includes(name))
      throw new InputError(`${path} is not ${what}: its first line names no column "${name}".`)
    at.set(name, index)
  }
  return {
    width: fields?.length ?? 0,
    value: (record, name) => record[at.get(name) ?? -1]?.trim() ?? '',
  }
}

const NUMBER = /^-?\d+(\.\d+)?$/

/** A decimal number, or undefined where the text is none. */
export const parseNumber = (text: string): number | undefined =>
  NUMBER.test(text) ? Number(text) : undefined
