/**
 * @module Runs the command line as a process of its own and tells what it took.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '../../training/cli/main.ts')
/** Told last, on stderr, by the process itself: only it knows its peak. */
const MARK = 'peak resident kilobytes: '
const TELL = `data:text/javascript,process.on('exit',()=>console.error('${MARK}'+process.resourceUsage().maxRSS))`

export interface MeasuredRun {
  code: number
  stdout: string
  stderr: string
  /** Largest resident set. */
  peakBytes: number
  seconds: number
}

export function measuredAisle(args: string[], env: Record<string, string> = {}): Promise<MeasuredRun> {
  const started = performance.now()
  const options = { env: { PATH: process.env.PATH ?? '', ...env }, maxBuffer: 2 ** 26 }
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', TELL, MAIN, ...args], options, (error, stdout, told) => {
      const [stderr = '', kilobytes = 'NaN'] = told.split(MARK)
      resolve({
        code: typeof error?.code === 'number' ? error.code : error ? -1 : 0,
        stdout,
        stderr,
        peakBytes: Number(kilobytes) * 1024,
        seconds: (performance.now() - started) / 1000,
      })
    })
  })
}
