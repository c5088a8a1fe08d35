/**
 * @module The theme that is released together with a model: a JSON file of the repository.
 */
import { readFile } from 'node:fs/promises'
import { ContractError, parseTheme, type Theme } from '@aisle/edge-model/contract'
import { InputError, messageOf } from '../dataset/input-error.ts'

/** @throws InputError naming the file and its first faults */
export async function readTheme(path: string): Promise<Theme> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new InputError(`There is no theme (${messageOf(error)}); name its file with --theme.`)
  })
  try {
    return parseTheme(JSON.parse(text))
  } catch (error) {
    if (error instanceof ContractError) throw new InputError(`${path}: ${error.message}`)
    throw new InputError(`${path} is no JSON: ${messageOf(error)}.`)
  }
}
