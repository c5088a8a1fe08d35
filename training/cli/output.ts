/**
 * @module What a command prints: lines and tables for people, or with --json nothing but one JSON object, on stdout;
 * a progress bar on stderr, where that is a terminal and the work takes longer than a second.
 */
import { SingleBar } from 'cli-progress'

/** Work shorter than this shows no bar, milliseconds. */
const BAR_AFTER = 1000

export interface Progress {
  /** Tells how much of the total is done, and optionally of what. Cheap: call it as often as you like. */
  update(done: number, label?: string): void
  stop(): void
}

export interface Output {
  /** True with --json. */
  readonly json: boolean
  /** A line for people; silent with --json. */
  line(text?: string): void
  /** Starts a bar that runs to `total`. Call `stop` in a finally. */
  progress(label: string, total: number): Progress
  /** A bar for one long answer that tells nothing on its way. Call `stop` in a finally. */
  waiting(label: string): Progress
  /** The command's result: with --json the one line on stdout, otherwise nothing. */
  result(value: unknown): void
}

export function createOutput(json: boolean): Output {
  return {
    json,
    line: (text = '') => {
      if (!json) process.stdout.write(`${text}\n`)
    },
    progress: (label, total) => (json || !process.stderr.isTTY ? NO_BAR : startBar(label, total)),
    waiting: (label) => (json || !process.stderr.isTTY ? NO_BAR : startWaiting(label)),
    result: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`)
    },
  }
}

const NO_BAR: Progress = { update() {}, stop() {} }

function startBar(label: string, total: number): Progress {
  const started = Date.now()
  let bar: SingleBar | undefined
  return {
    update(done, newLabel) {
      if (bar === undefined) {
        if (Date.now() - started < BAR_AFTER) return
        bar = new SingleBar({
          stream: process.stderr,
          format: '{label} [{bar}] {percentage} % {eta_formatted}',
          barsize: 30,
          clearOnComplete: true,
          hideCursor: true,
        })
        bar.start(total, done, { label })
      }
      bar.update(Math.min(done, total), newLabel === undefined ? undefined : { label: newLabel })
    },
    stop: () => bar?.stop(),
  }
}

function startWaiting(label: string): Progress {
  const bar = startBar(label, 1)
  const timer = setInterval(() => bar.update(0), BAR_AFTER)
  return {
    update: bar.update,
    stop() {
      clearInterval(timer)
      bar.stop()
    },
  }
}

/** Rows as aligned columns; the columns named in `right` (numbers) are aligned to the right. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length)
    })
  }
  const align = (cell: string, column: number): string => {
    const width = widths[column] ?? 0
    return right.includes(column) ? cell.padStart(width) : cell.padEnd(width)
  }
  return rows.map((row) => row.map(align).join('  ').trimEnd()).join('\n')
}

/** 541909 as 541,909. */
export const count = (n: number): string => n.toLocaleString('en-US')

/** Bytes as B, kB or MB, decimal. */
export function bytes(n: number): string {
  if (n < 1000) return `${n} B`
  return n < 1e6 ? `${(n / 1e3).toFixed(1)} kB` : `${(n / 1e6).toFixed(1)} MB`
}
