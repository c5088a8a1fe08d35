/**
 * @module Making directories to write to, and what to say where that is not possible.
 */
import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { InputError, messageOf } from './input-error.ts'

/** What a file system answers where the fault lies with the place that was named, not with this program. */
const PLACE_FAULTS: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOENT', 'ENOTDIR']

/** The code of a file system's error, as ENOENT; undefined of any other. */
export const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

/** A new name beside an absolute path, to write what is then moved there in one step. */
export const temporaryBeside = (target: string): string =>
  join(dirname(target), `.${basename(target)}.${randomUUID()}`)

/** An InputError where the place can't be written to; any other error as it is. */
export function explainUnwritable(path: string, error: unknown): unknown {
  if (!PLACE_FAULTS.includes(codeOf(error))) return error
  return new InputError(`${path} can't be written: ${messageOf(error)}; name another directory.`)
}

/**
 * Makes an absolute directory and those above it. Node's own recursive mkdir never returns where a directory that is
 * there answers ENOENT to all that is made in it, as /proc does.
 * @returns the topmost directory made; undefined where it was there already
 */
export async function makeDirectory(path: string): Promise<string | undefined> {
  try {
    await mkdir(path)
    return path
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error
    const made = await makeDirectory(dirname(path))
    await mkdir(path)
    return made ?? path
  }
}
