/**
 * @module Runs the command line as a process of its own, with nothing of this shell's configuration.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '../../../training/cli/main.ts')

export interface Run {
  code: number
  stdout: string
  stderr: string
}

export function aisle(args: string[], env: Record<string, string> = {}): Promise<Run> {
  const options = { env: { PATH: process.env.PATH ?? '', ...env } }
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], options, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr })
    })
  })
}
