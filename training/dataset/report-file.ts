/**
 * @module Reports of imports: JSON files that say what a dataset's other files are.
 */
import { readFile } from 'node:fs/promises'
import { describeIssues } from '@aisle/edge-model/contract'
import type { z } from 'zod'
import { InputError, messageOf } from './input-error.ts'

/** @throws InputError where the file is no report of this form */
export async function readJsonReport<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new InputError(`${path} is no report of an import: ${messageOf(error)}. Import the file again.`)
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new InputError(
    `${path} is no report of an import: ${describeIssues(parsed.error)}. Import the file again.`,
  )
}
